"""The program of Statecraft: from CSV and schemas through the checks to a database, its site and its documents.

Run it as ``python -m scripts VERB``. Everything here takes and returns values; only ``__main__`` prints and exits.
"""
