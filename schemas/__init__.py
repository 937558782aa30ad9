"""The law of each table: ``<table>.json`` says how it is built, ``<table>.py`` what its rows must mean."""
