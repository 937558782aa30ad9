"""The views and queries, which are written for SQLite, in the dialects of DuckDB and Spark, over the Parquet files.

sqlglot translates; what it leaves as SQLite has it is mended here, each by one function: days counted by ``julianday``,
``date(day, '+1 day')``, fractions cut off by CAST or rounded, ``LIKE`` whatever the case, sums of truth values, and columns
beside a GROUP BY that are neither grouped nor aggregated. Dates are read as ISO text and truth values as 0 and 1, as the SQLite
database has them, so that the same comparisons hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

import sqlglot
from sqlglot import exp

from scripts.schema import Field, Package, Table
from scripts.views import View

Dialect = Literal["duckdb", "spark"]
TEXT: Final = {"duckdb": "VARCHAR", "spark": "STRING"}
QUOTE: Final = {"duckdb": '"', "spark": "`"}
TRUTH: Final = (
    exp.EQ,
    exp.NEQ,
    exp.GT,
    exp.GTE,
    exp.LT,
    exp.LTE,
    exp.Is,
    exp.In,
    exp.And,
    exp.Or,
    exp.Not,
    exp.Like,
    exp.Between,
)
DAYS: Final = re.compile(r"^([+-]?\d+) days?$")


class DialectError(ValueError):
    """SQL that we cannot say in another dialect; the message names the construct."""


def translate(sql: str, dialect: Dialect) -> str:
    """One SELECT of SQLite in another dialect; parameters stay ``:name``, written as the dialect has them."""
    tree = sqlglot.parse_one(sql, read="sqlite")
    for node in reversed(list(tree.walk())):  # from the leaves up, so that what is mended stays so
        mended = _mend(node, dialect)
        if mended is not node:
            node.replace(mended)
    for select in list(tree.find_all(exp.Select)):
        _name_a_value_of_each_group(select, dialect)
    return tree.sql(dialect=dialect, comments=False, pretty=True)


def table_statement(table: Table, dialect: Dialect, folder: str = "") -> str:
    """The statement that makes the table's Parquet file in ``folder`` a view of the table's name."""
    quote = QUOTE[dialect]
    columns = ",\n  ".join(_column(field, dialect) for field in table.fields)
    source = f"'{folder}{table.name}.parquet'" if dialect == "duckdb" else f"parquet.`{folder}{table.name}.parquet`"
    return f"CREATE OR REPLACE {_temporary(dialect)}VIEW {quote}{table.name}{quote} AS\nSELECT\n  {columns}\nFROM {source}"


def view_statement(view: View, dialect: Dialect) -> str:
    """The statement that makes a counting rule a view."""
    quote = QUOTE[dialect]
    return f"CREATE OR REPLACE {_temporary(dialect)}VIEW {quote}{view.name}{quote} AS\n{translate(view.sql, dialect)}"


def script(package: Package, views: Sequence[View], dialect: Dialect) -> str:
    """A file of statements that makes tables and views of the Parquet files beside it."""
    statements = [table_statement(table, dialect) for table in package]
    statements += [view_statement(view, dialect) for view in in_reading_order(views)]
    head = (
        f"-- {package.descriptor['title']} {package.descriptor['version']}: tables and counting rules over the Parquet files.\n"
    )
    return head + "".join(f"\n{statement};\n" for statement in statements)


def in_reading_order(views: Iterable[View]) -> list[View]:
    """The views such that each comes after those that it reads; SQLite does not mind, the others do."""
    waiting = {view.name: view for view in views}
    done: list[View] = []
    while waiting:
        ready = [view for view in waiting.values() if not (_tables_read(view) & waiting.keys()) - {view.name}]
        if not ready:
            raise DialectError(f"the views {', '.join(waiting)} read each other in a circle")
        for view in ready:
            done.append(waiting.pop(view.name))
    return done


def _tables_read(view: View) -> set[str]:
    return {table.name for table in sqlglot.parse_one(view.sql, read="sqlite").find_all(exp.Table)}


def _temporary(dialect: Dialect) -> str:
    return "TEMPORARY " if dialect == "spark" else ""


def _column(field: Field, dialect: Dialect) -> str:
    name = f"{QUOTE[dialect]}{field.name}{QUOTE[dialect]}"
    match field.type:
        case "date":
            return f"CAST({name} AS {TEXT[dialect]}) AS {name}"
        case "boolean":
            return f"CAST({name} AS INTEGER) AS {name}"
    return name


def _mend(node: exp.Expr, dialect: Dialect) -> exp.Expr:
    match node:
        case exp.Like():
            return exp.ILike(this=node.this, expression=node.expression)
        case exp.Sum() if isinstance(node.this, TRUTH):
            return exp.Sum(this=exp.cast(node.this, "int"))
        case exp.Cast() if dialect == "duckdb" and node.is_type("int") and isinstance(node.this.unnest(), exp.Binary):
            return exp.cast(exp.Anonymous(this="TRUNC", expressions=[node.this]), "int")  # DuckDB rounds
        case exp.Union() if dialect == "spark" and node.args.get("distinct") and _is_recursion(node):
            node.set("distinct", False)  # Spark knows no other recursion; the rows of ours do not repeat
        case exp.Round() if dialect == "duckdb":
            # As a decimal number, as SQLite and Spark round: 0.35 is 0.4, though the nearest binary fraction is less than that.
            return exp.cast(
                exp.Round(this=exp.cast(node.this, "decimal(38, 10)"), decimals=node.args.get("decimals")), "double"
            )
        case exp.Anonymous() if node.name.upper() == "JULIANDAY":
            [day] = node.expressions
            return _day_number(day, dialect)
        case exp.Anonymous() if node.name.upper() == "DATE":
            return _shifted_day(node, dialect)
        case exp.GroupConcat() if dialect == "spark" and not isinstance(node.parent, exp.Window):
            return _joined(_collected(node), node)
        case exp.Window() if dialect == "spark" and isinstance(node.this, exp.GroupConcat):
            window = node.copy()
            window.set("this", _collected(node.this))
            return _joined(window, node.this)
    return node


def _is_recursion(node: exp.Union) -> bool:
    """Whether the union stands in a part of WITH RECURSIVE that reads itself."""
    part = node.parent
    return isinstance(part, exp.CTE) and any(table.name == part.alias for table in node.find_all(exp.Table))


def _day_number(day: exp.Expr, dialect: Dialect) -> exp.Expr:
    """A running number of the day; only differences of such numbers mean something."""
    function = "JULIAN" if dialect == "duckdb" else "UNIX_DATE"
    return exp.Anonymous(this=function, expressions=[exp.cast(day, "date")])


def _shifted_day(node: exp.Expr, dialect: Dialect) -> exp.Expr:
    """``date(day, '+1 day')`` as ISO text."""
    day, *modifiers = node.expressions
    found = DAYS.match(modifiers[0].name) if len(modifiers) == 1 and isinstance(modifiers[0], exp.Literal) else None
    if found is None:
        raise DialectError(f"a date shifted otherwise than by days: {node.sql(dialect='sqlite')}")
    moved: list[exp.Expr] = [exp.cast(day, "date"), exp.Literal.number(int(found[1]))]
    if dialect == "duckdb":
        return exp.cast(exp.Add(this=moved[0], expression=moved[1]), "text")
    return exp.cast(exp.Anonymous(this="DATE_ADD", expressions=moved), "text")


def _collected(node: exp.GroupConcat) -> exp.Expr:
    return exp.Anonymous(this="COLLECT_LIST", expressions=[node.this])


def _joined(values: exp.Expr, node: exp.GroupConcat) -> exp.Expr:
    """Spark's LISTAGG knows no window; a list, joined, does. Without values that is empty in Spark, nothing in SQLite."""
    separator = node.args.get("separator") or exp.Literal.string(",")
    if _comes_sorted(node):  # Spark forgets the order of a subquery
        values = exp.Anonymous(this="ARRAY_SORT", expressions=[values])
    joined = exp.Anonymous(this="ARRAY_JOIN", expressions=[values, separator])
    return exp.Nullif(this=joined, expression=exp.Literal.string(""))


def _comes_sorted(node: exp.GroupConcat) -> bool:
    """Whether the values come out of a subquery that sorts by them last, upwards."""
    select = node.find_ancestor(exp.Select)
    order = select and select.find(exp.Order)
    last = order.expressions[-1] if order else None
    return last is not None and not last.args.get("desc") and last.this.name == node.this.name


def _name_a_value_of_each_group(select: exp.Select, dialect: Dialect) -> None:
    """Put ANY_VALUE around columns that SQLite takes from any row of a group; group by those that a subquery needs.

    Both change nothing where the column depends on the group, and elsewhere SQLite's own answer would be accidental.
    """
    group = select.args.get("group")
    if group is None:
        return
    aliases = {projection.alias: projection for projection in select.expressions if projection.alias}
    keys = {each.sql() for each in group.expressions}
    keys |= {aliases[each.name].this.sql() for each in group.expressions if each.name in aliases and _is_bare(each)}
    for column in _needed_by_subqueries(select):
        if column.sql() not in keys:
            keys.add(column.sql())
            group.append("expressions", column.copy())
    for projection in list(select.expressions):
        if isinstance(projection, exp.Column) and projection.sql() not in keys:
            projection.replace(exp.alias_(exp.AnyValue(this=projection.copy()), projection.name))
        else:
            _wrap(projection, keys, frozenset())
        if dialect == "spark" and isinstance(projection.unalias(), exp.Subquery):
            subquery = projection.unalias()
            subquery.replace(exp.AnyValue(this=subquery.copy()))
    for clause in (select.args.get("having"), select.args.get("order")):
        if clause is not None:
            _wrap(clause, keys, frozenset(aliases))


def _needed_by_subqueries(select: exp.Select) -> Iterator[exp.Column]:
    """The columns of the outer query that the subqueries among its results name."""
    for projection in select.expressions:
        for subquery in projection.find_all(exp.Subquery, exp.Exists):
            own = {table.alias_or_name for table in subquery.find_all(exp.Table)}
            yield from (column for column in subquery.find_all(exp.Column) if column.table and column.table not in own)


def _wrap(node: exp.Expr, keys: set[str], aliases: frozenset[str]) -> None:
    for child in list(node.iter_expressions()):
        if child.sql() in keys or (_is_bare(child) and child.name in aliases):
            continue
        if isinstance(child, exp.Column):
            child.replace(exp.AnyValue(this=child.copy()))
        elif isinstance(child, exp.Window):
            for part in child.iter_expressions():
                _wrap(part, keys, aliases)
        elif not isinstance(child, (exp.AggFunc, exp.Query, exp.Subquery)) and not _is_list(child):
            _wrap(child, keys, aliases)


def _is_bare(node: exp.Expr) -> bool:
    return isinstance(node, exp.Column) and not node.table


def _is_list(node: exp.Expr) -> bool:
    return isinstance(node, exp.Anonymous) and node.name.upper() == "COLLECT_LIST"
