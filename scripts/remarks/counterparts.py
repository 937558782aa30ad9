"""Whom the Secretary met: the words after "met with" into counterparts with office and country or organization."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from scripts.remarks.vocabulary import REGION, UNITED_STATES, Where, singular

MONTH: Final = "(January|February|March|April|May|June|July|August|September|October|November|December)"
SEPARATOR: Final = re.compile(
    r"\s*(?:,? and(?: also)?(?: with| by)?(?: the)?|,(?: with)?(?: the)?|;(?: and)?(?: with)?(?: the)?)\s+"
)
MODIFIER: Final = re.compile(
    r"^(?:the|an?|his|her|both|late|then|new|acting|interim|caretaker|former|deputy|senior|incoming|outgoing|various|some|"
    r"several|visiting|other|five|regional|local|joint|expatriate|newly elected)\b\s*",
    re.IGNORECASE,
)
HONORIFIC: Final = re.compile(
    r"^(?:Prince|Princess|Sheikh|Sheik|Dr\.|Dr|Lord|Lady|Sir|General|Gen\.|Ambassador|Cardinal|Archbishop|Daw|"
    r"Field Marshal|His Holiness|King|Amir|Emir|Lieutenant General)\s+(?=\S)"
)
OF_COUNTRY: Final = re.compile(r"\s+of\s+(?:the\s+)?(.+)$")
# Words after which a phrase no longer tells whom, but where, when or about what.
TAIL: Final = re.compile(
    r"\s+(?:(?:while|when|during|regarding|concerning|about|aboard|afterwards?|along with|including|prior to|before|after|"
    r"en route|on his|on her|upon|in advance of|on behalf of)\b|(?:on|at|in) (?!charge).+|to (?!the (?:United|UN|Middle))\w+"
    rf"|{MONTH} \d).*$"
)
# Offices that belong to a body before they belong to the country named beside it.
OF_ORGANIZATIONS: Final = {"international_organization_head", "negotiator", "president_elect"}
LEADERS: Final = {
    "head_of_state",
    "head_of_government",
    "monarch",
    "vice_president",
    "foreign_minister",
    "international_organization_head",
}
# Titles that only the U.S. Government has, where no country is named.
UNITED_STATES_TITLES: Final = {
    "secretary of defense",
    "treasury secretary",
    "commerce secretary",
    "secretary of homeland security",
    "presidential adviser",
}
AND: Final = "\u2060and\u2060"
COMMA: Final = "\u2060,\u2060"


@dataclass(frozen=True)
class Counterpart:
    """One person or group met; ``person_title`` as printed."""

    person_name: str = ""
    office: str = ""
    person_title: str = ""
    country_id: str = ""
    organization_id: str = ""


@dataclass(frozen=True)
class _Item:
    """One member of a list while it is read: its words, and what they were found to be."""

    text: str
    adjectives: tuple[str, ...] = ()
    title: str = ""
    name: str = ""
    of: str = ""
    group: str = ""
    modifier: str = ""

    @property
    def is_bare_place(self) -> bool:
        return not (self.title or self.group or self.name) and bool(self.adjectives)


def read_counterparts(text: str, where: Where) -> tuple[Counterpart, ...] | None:
    """The counterparts that a list names; None where one of its members cannot be read."""
    items = [_read_item(part, where) for part in _split(text, where)]
    found: list[_Item] = []
    waiting: list[_Item] = []
    for item in items:
        if item is None:
            return None
        if not item.is_bare_place:
            found += [
                replace(item, adjectives=bare.adjectives, of="", text=f"{bare.modifier} {item.group}".strip())
                for bare in waiting
            ]
            found.append(item)
            waiting = []
        elif found and not waiting and found[-1].of and not found[-1].name:
            found.append(replace(found[-1], of=item.text, adjectives=()))
        else:
            waiting.append(item)
    if waiting:
        return None
    return tuple(_counterpart(item, where) for item in found)


def _split(text: str, where: Where) -> list[str]:
    joined = where.words.joint.sub(lambda found: found[0].replace(" and ", f" {AND} ").replace(", ", f"{COMMA} "), text)
    joined = re.sub(r",( Jr\.| Sr\.)", rf"{COMMA}\1", joined)
    parts = [part.replace(AND, "and").replace(COMMA, ",").strip(" ,") for part in SEPARATOR.split(joined)]
    return [part for part in parts if part]


def _read_item(text: str, where: Where) -> _Item | None:
    rest = re.sub(r"\s*\([^)]*\)", "", text).strip()
    rest = re.sub(r"^(?:with|by|also|met with|the)\s+", "", rest)
    adjectives: list[str] = []
    modifiers: list[str] = []
    while True:
        if (found := where.words.title.match(rest)) and not _is_longer_word(where, rest, found):
            title, name = found[0], rest[found.end() :].strip(" ,")
            return _titled(text, tuple(adjectives), " ".join(modifiers), title, name, where)
        adjective = _longest(where.words.body.match(rest), where.words.country.match(rest))
        if adjective:
            adjectives.append(adjective[0])
            rest = re.sub(r"^'s?", "", rest[adjective.end() :]).strip(" -")
        elif modifier := MODIFIER.match(rest):
            modifiers.append(modifier[0].strip().lower())
            rest = rest[modifier.end() :]
        else:
            break
        if not rest:
            return _Item(text, tuple(adjectives), modifier=" ".join(modifiers)) if adjectives else None
    if found := _group_of(_without_tail(text), where):
        return _grouped(text, tuple(adjectives), found, where)
    return None


def _group_of(text: str, where: Where) -> re.Match[str] | None:
    """The group that a phrase names; one with an office of its own before one of mere officials or members."""
    found = list(where.words.group.finditer(text))
    telling = [match for match in found if where.words.groups[match[0].casefold()] != "delegation"]
    return next(iter(telling or found), None)


def _is_longer_word(where: Where, rest: str, title: re.Match[str]) -> bool:
    """Whether what looks like a title begins the longer name of a body, a country or a group."""
    longer = _longest(where.words.body.match(rest), where.words.country.match(rest), where.words.group.match(rest))
    return longer is not None and longer.end() > title.end()


def _titled(text: str, adjectives: tuple[str, ...], modifier: str, title: str, name: str, where: Where) -> _Item | None:
    of = ""
    if found := re.match(r"^(?:-elect|-designate)\b", name):
        modifier, name = f"{modifier} {found[0]}".strip(), name[found.end() :].strip(" ,")
    if found := re.match(r"^(?:of|for|from)\s+(?:the\s+)?(.+)$", name):
        of, name = _without_tail(found[1]), ""
        place = _longest(where.words.body.match(of), where.words.country.match(of))
        if place is None or (place.end() < len(of) and not re.match(r"^(?:'s)?\s+[A-Z(]", of[place.end() :])):
            return None
        name = re.sub(r"^'s", "", of[place.end() :]).strip(" ,")
        of = place[0]
    name = _without_tail(f" {name}").strip()
    if found := OF_COUNTRY.search(name):
        place = _longest(where.words.body.match(found[1]), where.words.country.match(found[1]))
        if place is not None:
            of, name = place[0], name[: found.start()].strip()
    while found := HONORIFIC.match(name):
        name = name[found.end() :]
    if name and not _is_name(name):
        return None
    return _Item(text, adjectives, title, name, of, modifier=modifier)


def _is_name(text: str) -> bool:
    words = text.split()
    small = {
        "al",
        "bin",
        "bint",
        "ibn",
        "de",
        "da",
        "dos",
        "do",
        "del",
        "della",
        "der",
        "van",
        "von",
        "den",
        "la",
        "le",
        "d'estaing",
        "as",
        "abd",
        "el",
        "e",
        "ul",
        "du",
        "di",
        "y",
        "av",
        "to",
        "o",
    }
    return len(words) <= 9 and all(
        word[0].isupper() or word.casefold() in small or word[:2] in {"al", "el", "d'", "as"} for word in words
    )


def _grouped(text: str, adjectives: tuple[str, ...], found: re.Match[str], where: Where) -> _Item:
    plain_text = _without_tail(text)
    of = ""
    if place := re.search(r"\b(?:of|from|representing)\s+(?:the\s+)?(.+)$", plain_text):
        named = _longest(where.words.body.search(place[1]), where.words.country.search(place[1]))
        of = named[0] if named else ""
    if not adjectives:
        named = _longest(where.words.body.search(plain_text), where.words.country.search(plain_text))
        adjectives = (named[0],) if named else ()
    return _Item(text, adjectives, group=found[0], of=of)


def _counterpart(item: _Item, where: Where) -> Counterpart:
    words = [word for word in (item.of, *item.adjectives) if word]
    country = next(filter(None, (where.country_of(word) for word in words)), "")
    body = next(filter(None, (where.words.body_of(word) for word in words)), "")
    if not body and (named := where.words.body.search(item.title)):
        body = where.words.body_of(named[0])
    region, body = body == REGION, "" if body == REGION else body
    if item.group:
        office = where.words.groups[item.group.casefold()]
        told = _told(item, where, region)
        return Counterpart("", office, told, country or ("" if body or region else where.scene.country_id), body)
    office, title = _office(item, where, is_of_body=bool(body) and not country)
    if office in OF_ORGANIZATIONS and body:
        country = ""
    elif country:
        body = ""
    if title.lower() in UNITED_STATES_TITLES and not country:
        country = UNITED_STATES
    if not (country or body or region or office == "international_organization_head"):
        country = where.scene.country_id
    if region:
        title = _told(item, where, region)
    elif country and not item.name:
        title = _in_singular(title)
    return Counterpart(item.name, office, title, country, body)


def _office(item: _Item, where: Where, is_of_body: bool) -> tuple[str, str]:
    """Office and title of a titled item, with what stands before and after the title."""
    office, title = where.words.office_of(item.title), item.title
    if "elect" in item.modifier or "designate" in item.modifier:
        return "president_elect", f"{title}{'-elect' if '-elect' in item.modifier else '-designate'}"
    if "former" in item.modifier:
        return ("former_leader" if office in LEADERS else office), f"Former {title}"
    if "deputy" in item.modifier:
        return "other_minister", f"Deputy {title}"
    if modifier := re.search(r"\b(acting|interim|caretaker)\b", item.modifier):
        title = f"{modifier[0].capitalize()} {title}"
    if office in {"head_of_state", "other_minister"} and is_of_body:
        office = "international_organization_head"
    return office, title


def _told(item: _Item, where: Where, region: bool) -> str:
    """The title of a group: its words without the country or body that stands in a column of its own."""
    text = re.sub(r"^(?:with|the|an?|his|other|members of the|members of)\s+(?=\S)", "", _without_tail(item.text))
    if not region:
        for word in item.adjectives:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?:'s)?(?!\w)\s*", "", text)
        if item.of:
            place = re.escape(item.of) if item.of in text else ".+"
            text = re.sub(rf"\s*\b(?:of|from|representing)\s+(?:the\s+)?{place}$", "", text)
    text = re.sub(r"\s+(?:of|from)$", "", re.sub(r"^(?:the|an?|his|other)\s+", "", text).strip(" ,"))
    return text[:1].upper() + text[1:] if text else item.group


def _in_singular(title: str) -> str:
    return title if title.endswith("Presidency") else singular(title)


def _without_tail(text: str) -> str:
    return TAIL.sub("", text).strip(" ,")


def _longest(*matches: re.Match[str] | None) -> re.Match[str] | None:
    found = [match for match in matches if match]
    return max(found, key=lambda match: match.end() - match.start()) if found else None
