"""The occasions of a remark: the words after "attended", "addressed" or "signed" into events with country or organization."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from scripts.remarks.vocabulary import REGION, UNITED_STATES, Where

# The nouns at which the name of one event ends and that of the next may begin.
HEAD: Final = (
    r"(?:[Mm]eetings?|[Cc]onferences?|[Ss]ummits?|[Ff]orum|[Cc]ouncil|[Cc]ommissions?|[Cc]ommittees?|[Dd]ialogues?|"
    r"[Cc]onsultations?|[Ss]essions?|[Cc]eremony|[Cc]eremonies|[Ff]uneral|[Ii]nauguration|[Nn]egotiations|[Tt]alks|[Ss]igning|"
    r"[Dd]inner|[Rr]ound-?table|[Cc]elebrations?|[Rr]eception|[Dd]edication|[Ss]ervice|[Mm]inisterials?|[Ee]vents?|[Aa]ssembly|"
    r"[Cc]ompact|[Pp]artnership|[Rr]etreat|[Ll]aunch|[Oo]pening|[Gg]roup)"
)
NEXT_EVENT: Final = re.compile(
    r", and (?:the |an? |in )?|, (?:the |an? )?| and (?:of )?(?:the |an? )(?=\w)| and (?=[A-Z][\w.-]+ (?:[A-Z]|ministerial))"
)
# NATO, NACC, and Contact Group Ministerial Meetings: bodies that share the words after them.
SHARED_HEAD: Final = re.compile(
    r"^([\w.+/-]+(?:, [\w./+-]+)*,? and (?:the )?[\w.+/-]+(?: Group)?) "
    r"((?:[A-Z][\w-]+ |[a-z]+ )*?(?:[Mm]eetings?|Conferences|Summits|[Mm]inisterials|Commissions)(?: of .*)?)$"
)
PLURAL_HEAD: Final = re.compile(r"\b(Meeting|meeting|Conference|Summit|[Mm]inisterial|Commission)s\b")
BODY_LIKE: Final = re.compile(r"(?:NATO-\w+|U\.S\.-[\w ]+|Four-|Seven-Nation|Asia Pacific.*|Contact Group)")
JOINT: Final = re.compile(r",? and (?:the )?|, ")
# Occasions that are those of the country where they are held, unless another is named.
NATIONAL: Final = re.compile(
    r"\b(?:[Ff]uneral|[Ii]nauguration|[Mm]emorial [Ss]ervice|[Bb]irthday|[Ww]edding|[Ii]ndependence)\b"
    r"(?!.*\b(?:Secretary General|police|[Bb]order|Embassy|building)\b)"
)
LEGISLATURE: Final = re.compile(
    r"^(?!.*European).*\b(?:Parliament|Congress|Senate|Hural|House of Representatives|Supreme Soviet|Knesset|Legislat\w+|"
    r"National Assembly|Northern Ireland Assembly)"
)
AMERICANS: Final = re.compile(r"^(?:U\.S\. )?(?:military personnel|troops|Mission|Embassy)\b")
# An instrument signed with one other country.
SIGNED_WITH: Final = re.compile(r"(?<=with )(?P<country>[A-Z][\w ]+?)(?= on |$)")
BILATERAL_AFTER: Final = re.compile(r"(?<!\w)(?:U\.S\.|US|United States)\s?-\s?(?=[A-Z])")
BILATERAL_BEFORE: Final = re.compile(r"\s?-\s?(?:U\.S\.|United States)(?!\w)")


@dataclass(frozen=True)
class Event:
    """What was attended, addressed, signed or visited, and whose it was."""

    name: str
    country_id: str = ""
    organization_id: str = ""


def read_events(text: str, where: Where) -> tuple[Event, ...]:
    """The events of a list; it is divided only where each of its members is an event of its own."""
    what = without_article(text)
    shared = SHARED_HEAD.match(what)
    if shared and all(where.words.body.fullmatch(name) or BODY_LIKE.fullmatch(name) for name in JOINT.split(shared[1])):
        head = PLURAL_HEAD.sub(r"\1", shared[2])
        return tuple(read_event(f"{name} {head}", where) for name in JOINT.split(shared[1]))
    *leading, last = NEXT_EVENT.split(what)
    if leading and all(re.search(rf"\b{HEAD}$", part) for part in leading) and re.search(rf"\b{HEAD}\b", last):
        return tuple(read_event(part, where) for part in (*leading, last))
    return (read_event(what, where),) if what else ()


def read_event(text: str, where: Where) -> Event:
    """One event: its name without article, the country whose it is alone, else the organization whose it is."""
    name = capital(without_article(text))
    if NATIONAL.search(name):
        named = (where.country_of(word[0]) for word in where.words.country.finditer(name))
        return Event(name, next(filter(None, named), "") or where.scene.country_id)
    if BILATERAL_AFTER.search(name) or BILATERAL_BEFORE.search(name):
        country = _other_side(name, where)
        return Event(name, country, "" if country else _body(name, where))
    return Event(name, "", _body(name, where))


def read_audience(text: str, where: Where) -> Event:
    """An audience addressed or visited: a legislature is its country's, troops and embassy staff are the United States'."""
    event = read_event(text, where)
    if LEGISLATURE.search(event.name):
        return Event(event.name, where.scene.country_id)
    return Event(event.name, UNITED_STATES) if AMERICANS.search(event.name) else event


def read_instrument(text: str, where: Where) -> Event:
    """An instrument signed: with one other country, where the words say so."""
    event = read_event(text, where)
    other = SIGNED_WITH.search(event.name)
    country = where.country_of(other["country"]) if other else ""
    return Event(event.name, country) if country else event


def without_article(text: str) -> str:
    """The words without a leading article and without stray marks."""
    return re.sub(r"^(?:the|an?|his|her)\s+", "", text.strip(' ,"'), flags=re.IGNORECASE)


def capital(text: str) -> str:
    """The words with a capital at their beginning."""
    return text[:1].upper() + text[1:]


def _other_side(name: str, where: Where) -> str:
    """The country that stands beside the United States in a name: U.S.-Mexico, Australia-U.S."""
    for joint in BILATERAL_AFTER.finditer(name):
        if found := where.words.country.match(name, joint.end()):
            return where.country_of(found[0])
    for joint in BILATERAL_BEFORE.finditer(name):
        for found in where.words.country.finditer(name, 0, joint.start()):
            if found.end() == joint.start():
                return where.country_of(found[0])
    return ""


def _body(name: str, where: Where) -> str:
    named = (where.words.body_of(word[0]) for word in where.words.body.finditer(name))
    return next((body for body in named if body not in {"", REGION}), "")
