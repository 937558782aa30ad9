"""A remark into its clauses: one clause for each verb, with the words that belong to it, in the order of the remark."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from scripts.remarks.vocabulary import Vocabulary

DIGEST_DIGITS: Final = 12
# Verbs of the Secretary, as they stand at the head of a clause.
VERBS: Final = (
    "accompanied|addressed|amended|announced|appealed|assessed|attempted|attended|attends|attend|briefed|briefly visited|"
    "co-chaired|co-convened|co-hosted|co-led|chaired|commemorated|commented|conducted|conferred|deposited|died|delivered|"
    "dedicated|departed|discussed|established|exchanged|expressed|gave|greeted|had a|headed|held|hosted|inaugurated|issued|"
    "joined|laid|left|"
    "launched|led|made|met|negotiated|observed|offered|opened|paid|participated|presented|promoted|proposed|received|repaid|"
    "returned|reviewed|secured|signed|spoke|stopped|supported|took part|toured|traveled|travelled|vacationed|visited|witnessed|"
    "was to have|was in|was joined|visiting|saw"
)
ADVERBS: Final = r"(?:(?:also|then|later|subsequently|formally|jointly|afterwards|briefly|again) )?"
# A verb after a conjunction begins a clause, unless it is a participle ("convened by", "led by").
CLAUSE_BREAK: Final = re.compile(
    rf"(?:\s*;\s*(?:and )?|,?\s+and\s+|,\s+|\s+(?=Left ))(?={ADVERBS}(?:{VERBS})\b(?! (?:by|Authority)\b))", re.IGNORECASE
)
STARTERS: Final = (
    r"(?:Returned|Met|Attended|Also|Left|Stopped|Visited|Discussed|Addressed|Signed|Delivered|Announced|Gave|Held|In|On)\b"
)
ABBREVIATION: Final = re.compile(r"\b(?:U\.S\.S\.R|U\.S|U\.K|U\.N|E\.U|Jr|Sr|Dr|St|Ft|Mr|Mrs|Gen|F\.W|[A-Z])\.$")
SENTENCE_BREAK: Final = re.compile(r"(?<=[.;])\.*\s+(?=[\"“(]?[A-Z0-9])")
LONE_VERB: Final = re.compile(rf"^{ADVERBS}(?:{VERBS})$", re.IGNORECASE)
# What stands before the verb of its clause: In Prague, met; On December 15, attended; With Secretary Gates, attended.
LEAD: Final = re.compile(
    r"^(?:In|On|At|With|As|Led, with|Led) (?:[A-Z][\w.]*|\d+|of|the|Conference|,)(?: (?:[A-Z][\w.]*|\d+|of|the|,))*$"
)


@dataclass(frozen=True)
class Clause:
    """One clause of a remark; ``order`` counts from 1."""

    order: int
    text: str

    @property
    def digest(self) -> str:
        """The first twelve hexadecimal digits of the SHA-256 of the clause."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()[:DIGEST_DIGITS]


def split_remark(remark: str, vocabulary: Vocabulary) -> tuple[Clause, ...]:
    """The clauses of a remark, misprints mended, without the closing full stop; together they hold every word of it."""
    parts: list[str] = []
    for sentence in _sentences(vocabulary.mend(plain(remark))):
        for part in _clauses(sentence):
            if parts and LONE_VERB.match(parts[-1]):
                parts[-1:] = [f"{parts[-1]} {_without_verb(part)}", part]
            elif parts and LEAD.match(parts[-1]):
                parts[-1] += f", {part}"
            else:
                parts.append(part)
    return tuple(Clause(order, text) for order, text in enumerate(parts, 1))


def plain(text: str) -> str:
    """The text with plain quotation marks, apostrophes, hyphens and blanks."""
    for printed, written in (
        ("’", "'"),
        ("‘", "'"),
        ("“", '"'),
        ("”", '"'),
        ("–", "-"),
        ("‑", "-"),
        ("—", "-"),
        ("\u00a0", " "),
    ):
        text = text.replace(printed, written)
    return " ".join(text.split())


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    for piece in SENTENCE_BREAK.split(text):
        if (
            sentences
            and ABBREVIATION.search(sentences[-1])
            and not (sentences[-1].endswith("U.S.") and re.match(STARTERS, piece))
        ):
            sentences[-1] += f" {piece}"
        else:
            sentences.append(piece)
    return [sentence for sentence in (_trim(sentence) for sentence in sentences) if sentence]


def _clauses(sentence: str) -> list[str]:
    return [_trim(part) for part in CLAUSE_BREAK.split(sentence) if _trim(part)]


def _trim(text: str) -> str:
    text = text.strip(" ,;")
    while text.endswith(".") and not ABBREVIATION.search(text):
        text = text[:-1].rstrip(" ,;")
    return text


def _without_verb(text: str) -> str:
    return re.sub(rf"^{ADVERBS}(?:{VERBS})\s+", "", text, flags=re.IGNORECASE)
