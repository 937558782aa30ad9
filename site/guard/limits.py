"""How much one visitor may ask for."""

from __future__ import annotations

from typing import Final

# Bytes of one value or row. Many of SQLite's functions are one instruction however long their argument is, so this bounds
# the time between two looks at the clock as much as the memory. Our longest cell has less than 2,000. What remains: a
# statement without a loop is never interrupted, and thousands of LIKEs on a text of this length keep a thread busy for a
# minute; the visitor gets 503 by then, and the threads of the tables' pages are others.
LONGEST_VALUE: Final = 100_000
# Bytes that SQLite may hold in the whole process, all connections together. Whoever wants more gets an error.
HEAP_BYTES: Final = 48 * 1024 * 1024
# Bytes of Python objects that one query may return; the largest table takes about 7 million.
RESULT_BYTES: Final = 16 * 1024 * 1024
# Rows and cells on an HTML page: a cell takes 40 µs, and meanwhile nobody else is answered. JSON and CSV have all rows.
HTML_ROWS: Final = 1000
HTML_CELLS: Final = 20_000
# Seconds until an answer must have begun, queueing included.
SECONDS_TO_ANSWER: Final = 8.0
