"""Linear functions in the place of SQLite's quadratic ones, which run unseen by the clock."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Final

from guard.limits import LONGEST_VALUE

SqlValue = str | bytes | int | float | None
FORMAT_WITHOUT_BOUND: Final = re.compile(r"\*|[0-9]{4}")


def replace_slow_functions(connection: sqlite3.Connection) -> None:
    """Put linear functions in the place of SQLite's quadratic ones, and bound what a format may ask for.

    On 100 KB of text ``trim(x, y)`` takes 23 s in one instruction, ``instr`` and ``replace`` 0.06 s,
    ``printf('%.*c', 900000000, 'x')`` 8 s: all unseen by the clock.
    """
    # The replaced functions do the work, on a connection of their own.
    builtin = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    builtin.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)

    def call(name: str, *arguments: SqlValue) -> SqlValue:
        marks = ", ".join("?" * len(arguments))
        [value] = builtin.execute(f"SELECT {name}({marks})", arguments).fetchone()
        return value  # type: ignore[no-any-return]

    def instr(text: SqlValue, wanted: SqlValue) -> SqlValue:
        if isinstance(text, str) and isinstance(wanted, str):
            return text.find(wanted) + 1
        if isinstance(text, bytes) and isinstance(wanted, bytes):
            return text.find(wanted) + 1
        return call("instr", _short(text), _short(wanted))

    def replace(text: SqlValue, old: SqlValue, new: SqlValue) -> SqlValue:
        if isinstance(text, str) and isinstance(old, str) and isinstance(new, str):
            if len(text) + text.count(old) * (len(new) - len(old)) > LONGEST_VALUE:
                raise OverflowError  # SQLite then says: string or blob too big
            return text.replace(old, new) if old else text
        return call("replace", _short(text), _short(old), _short(new))

    def trimmer(name: str) -> Callable[..., SqlValue]:
        def trim(text: SqlValue, characters: SqlValue = " ") -> SqlValue:
            return call(name, text, _short(characters))

        return trim

    def formatter(name: str) -> Callable[..., SqlValue]:
        def print_formatted(template: SqlValue = None, *values: SqlValue) -> SqlValue:
            if isinstance(template, str) and FORMAT_WITHOUT_BOUND.search(template):
                raise ValueError("a width or precision must be a number of at most three digits")
            return call(name, template, *values)

        return print_formatted

    def strftime(template: SqlValue, *moments: SqlValue) -> SqlValue:
        return call("strftime", _short(template), *moments)

    connection.create_function("instr", 2, instr, deterministic=True)
    connection.create_function("replace", 3, replace, deterministic=True)
    for name in ("trim", "ltrim", "rtrim"):
        connection.create_function(name, 2, trimmer(name), deterministic=True)
    for name in ("printf", "format"):
        connection.create_function(name, -1, formatter(name), deterministic=True)
    connection.create_function("strftime", -1, strftime)


def _short(value: SqlValue) -> SqlValue:
    """The value; raises ValueError where it is a text or blob of more than 100 characters or bytes."""
    if isinstance(value, str | bytes) and len(value) > 100:
        raise ValueError("the argument is too long")
    return value
