"""What stands between a visitor of the served site and the machine: arbitrary SQL for everybody, and nothing but reading.

Datasette runs the SQL of its visitors with one safeguard, a clock that SQLite looks at every thousand instructions. Four
things are added here: SQLite's own limits and an authorizer on each connection (``connections``, ``functions``), a budget for
what one query may return and refusals in plain words (``queries``), and, around the whole application, the methods, pages
and headers of a public read-only site (``http``, ``policy``).

Datasette 0.65 asks its own questions through the same connections, so what its pages need stays allowed.
"""
