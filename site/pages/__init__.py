"""The pages that make a site of the database: home, things under stable addresses, search, and errors that help.

Each kind of thing is a folder of queries under ``sql`` (one file, one section of its page) and one template under
``site/templates/things``; ``things`` names the kinds and says which column holds whose keys. ``labels`` knows the name of each
thing, ``links`` turns keys into links wherever they appear, ``words`` says dates, amounts and codes in words.
``site/plugins/pages.py`` hangs all of it into Datasette.
"""
