"""From a remark of the Historian to engagements: what the Secretary did at a stop, act by act.

clauses.py       a remark into clauses, one for each verb
counterparts.py  whom: a list of persons and groups into counterparts with office, country or organization
acts.py          what: a clause into acts, by its verb
meetings.py      which: the event of an act to the ministerial that it names
people.py        who: a printed name to the counterpart that it means
reading.py       all of it, with the overrides: remarks into rows of engagements and remark_clauses
vocabulary/      the words, as tables for people to edit; overrides.csv holds what was read by hand
"""
