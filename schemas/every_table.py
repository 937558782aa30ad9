"""Rules that hold in every table with the columns that they speak of."""

from __future__ import annotations

import pandas as pd

from scripts.rules import RuleFunction, rule
from scripts.schema import Table


def rules_of(table: Table) -> list[RuleFunction]:
    """The rules of this module that apply to a table, by its columns."""
    rules: list[RuleFunction] = []
    for column in table.columns:
        stem = column.removesuffix("_precision")
        if stem != column and f"{stem}_on" in table.columns:
            rules.append(_date_and_precision_stand_together(stem))
            rules.append(_unknown_parts_are_first_days(stem))
    if {"country_id", "organization_id", "role"} <= set(table.columns):
        rules.append(row_names_one_party)
    if {"amount", "currency"} <= set(table.columns):
        rules.append(amount_has_currency_and_kind)
    return rules


def _date_and_precision_stand_together(stem: str) -> RuleFunction:
    @rule(f"{stem}_on")
    def date_and_precision_stand_together(rows: pd.DataFrame) -> pd.Series[bool]:
        """A date and its precision stand together.

        Fill both cells or none.
        """
        return rows[f"{stem}_on"].isna() == rows[f"{stem}_precision"].isna()

    return _named(date_and_precision_stand_together, stem)


def _unknown_parts_are_first_days(stem: str) -> RuleFunction:
    @rule(f"{stem}_on")
    def unknown_parts_of_a_date_are_first_days(rows: pd.DataFrame) -> pd.Series[bool]:
        """A date known to the month is its first day, a date known to the year its 1 January.

        Write the first day, or correct the precision.
        """
        days, precision = rows[f"{stem}_on"], rows[f"{stem}_precision"]
        is_first_of_month: pd.Series[bool] = days.dt.day == 1
        is_first_of_year = is_first_of_month & (days.dt.month == 1)
        holds: pd.Series[bool] = ((precision != "month") | is_first_of_month) & ((precision != "year") | is_first_of_year)
        return holds

    return _named(unknown_parts_of_a_date_are_first_days, stem)


@rule("country_id")
def row_names_one_party(rows: pd.DataFrame) -> pd.Series[bool]:
    """A row names one party, a country or an organization.

    Fill country_id or organization_id, not both; a second party is a row of its own.
    """
    return rows["country_id"].notna() ^ rows["organization_id"].notna()


@rule("amount")
def amount_has_currency_and_kind(rows: pd.DataFrame) -> pd.Series[bool]:
    """An amount has a currency, a qualifier, a period and a kind, and none of them stands without it.

    Fill currency, amount_qualifier, amount_period and amount_kind, or empty them all.
    """
    companions = rows[["currency", "amount_qualifier", "amount_period", "amount_kind"]].notna()
    return (rows["amount"].notna() & companions.all(axis=1)) | (rows["amount"].isna() & ~companions.any(axis=1))


def _named(function: RuleFunction, stem: str) -> RuleFunction:
    """Give the rule of one pair of columns a name of its own, since a table may have several pairs."""
    function.__name__ = f"{function.__name__}_{stem}"
    return function
