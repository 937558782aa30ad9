"""What a promise must mean, and the traps of its money."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule, warning

BILLION = 1_000_000_000


@rule("commitment_id")
def commitment_has_a_promiser(commitments: pd.DataFrame, commitment_parties: pd.DataFrame) -> pd.Series[bool]:
    """A commitment has at least one promiser.

    Add the promiser to commitment_parties.
    """
    promisers = commitment_parties.loc[commitment_parties["role"] == "promiser", "commitment_id"]
    return commitments["commitment_id"].isin(promisers)


@rule("due_on")
def commitment_is_due_after_it_is_made(commitments: pd.DataFrame) -> pd.Series[bool]:
    """A commitment is due on or after the day it is made.

    Correct one of the two dates; a start day is no due date.
    """
    return (
        commitments["due_on"].isna()
        | (commitments["due_on"] >= commitments["made_on"])
        | (commitments["due_precision"] != "day")
    )


@rule("due_basis")
def due_date_has_a_basis(commitments: pd.DataFrame) -> pd.Series[bool]:
    """A due date has a basis, stated or computed.

    Fill due_on, due_precision and due_basis, or none of them.
    """
    return commitments["due_on"].isna() == commitments["due_basis"].isna()


@rule("amount_usd")
def dollars_stated_are_the_amount(commitments: pd.DataFrame) -> pd.Series[bool]:
    """An amount stated in dollars is its amount in dollars; any other needs a cited rate.

    Fill amount_usd and amount_usd_basis together; for USD repeat the amount with the basis stated.
    """
    amount, usd, basis = commitments["amount"], commitments["amount_usd"], commitments["amount_usd_basis"]
    in_dollars = (commitments["currency"] == "USD") & (usd == amount).fillna(False) & (basis == "stated")
    converted = (commitments["currency"] != "USD") & usd.notna() & (basis == "converted")
    without = (commitments["currency"] != "USD") & usd.isna() & basis.isna()
    return in_dollars | converted | without


@rule("parent_commitment_id")
def parent_has_a_relation(commitments: pd.DataFrame) -> pd.Series[bool]:
    """A parent has a relation, and a commitment is not its own parent.

    Fill parent_commitment_id and parent_relation together.
    """
    together = commitments["parent_commitment_id"].isna() == commitments["parent_relation"].isna()
    return together & (commitments["parent_commitment_id"] != commitments["commitment_id"]).fillna(True)


@rule("parent_relation")
def restated_pledge_names_what_it_restates(commitments: pd.DataFrame) -> pd.Series[bool]:
    """A commitment that restates another of ours is coded as a restated pledge.

    Set kind to restated_pledge and novelty to restated.
    """
    restates = commitments["parent_relation"] == "restates"
    return ~restates.fillna(False) | (commitments["kind"] == "restated_pledge")


@warning("amount")
def amount_of_a_billion_has_a_second_source(commitments: pd.DataFrame, citations: pd.DataFrame) -> pd.Series[bool]:
    """An amount of a billion dollars or more has a second source.

    Add a further source to citations, or empty the amount and tell of it in the note.
    """
    second = citations.loc[citations["table_name"] == "commitments", "record_id"]
    return ~(commitments["amount_usd"] >= BILLION).fillna(False) | commitments["commitment_id"].isin(second)
