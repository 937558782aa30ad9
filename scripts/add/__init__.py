"""``python -m scripts add``: new rows by question and answer, for people who would rather not edit CSV by hand.

A *noun* (trip, ministerial, commitment) is a row with the rows that belong to it. Each field is asked in the order of its
schema, its help and its closed list from there; an answer is checked at once, keys are searched by words, and a source, place
or organization that is not there yet is asked for in between. Nothing is written before all of it passes the checks together.
"""
