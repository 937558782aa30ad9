"""What the Secretary did: a clause of a remark into acts, by the verb at its head."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from scripts.remarks.clauses import ADVERBS
from scripts.remarks.counterparts import MONTH, Counterpart, read_counterparts
from scripts.remarks.occasions import Event, capital, read_audience, read_event, read_events, read_instrument
from scripts.remarks.vocabulary import UNITED_STATES, Scene, Vocabulary, Where


@dataclass(frozen=True)
class Act:
    """One act as a clause tells it; the columns of ``engagements`` of the same names."""

    kind: str
    person_name: str = ""
    office: str = ""
    person_title: str = ""
    country_id: str = ""
    organization_id: str = ""
    event_name: str = ""
    topic: str = ""


Acts = tuple[Act, ...]
Parts = Mapping[str, str]
# A reader returns None where it cannot read the clause after all.
Reader = Callable[[Parts, Where], "Acts | None"]

DATES: Final = re.compile(rf"(?:,?\s+\(?(?:(?:on|in) )?|^){MONTH} \d(?:[\d, and-]*\d)?\)?(?=$|,|\s)")
# The way there or home, which the stops tell.
WAY: Final = re.compile(
    r"(?:,? (?:while (?:returning|traveling|en route)|en route|on (?:the )?way|when returning|returning|"
    r"during (?:his |a )?return)\b.*|,? (?:to the|on returning to the) U\.S\.)$",
    re.IGNORECASE,
)
PLACE_FIRST: Final = re.compile(r"^(?:In|On|At) [A-Z][\w. ]*?, (?=[a-z])")
COMPANION_FIRST: Final = re.compile(r"^With (?:[A-Z][\w.]*|of|for)(?: (?:[A-Z][\w.]*|of|for))*, (?=[a-z])")
VISIT: Final = re.compile(r"^(?:on|during|for|to)?\s*(?:(?:an?|his|the) )?((?:[\w-]+ )*?(?:visit|tour|trip))$", re.IGNORECASE)
VISIT_TO: Final = re.compile(r"^on an? visit to (?:the )?(.+)$")
NEXT_ERRAND: Final = re.compile(r",? and (?=(?:to|on|for|also)\b)")
ABOUT: Final = re.compile(
    r"\s+(?:to (?:discuss|review|reaffirm|engage on|encourage|offer condolences)|regarding|concerning|about|on)\s+(.+)$"
)
WITH: Final = re.compile(r",? (?:(?:and )?with|between) (?:the )?")
MEETING_WITH: Final = re.compile(
    r"^(?:(?:an?|his|the|informal|further|bilateral|trilateral|working|first|summit|courtesy)\s)*"
    r"(?:meetings?|talks|discussions?|consultations?|consult|meet|audience|events)(?: on .*?)? (?:with|between) (?:the )?(.+)$"
)
EVENT_WITH: Final = re.compile(r",? (?:together )?with (?:the )?(.+)$")
MET_AT: Final = re.compile(r" (?:at|during|for|and attended) ((?:a|an|the) [^,]*(?:[Mm]eeting|Conference|Summit|Dialogue)s?)$")
SIGNED_WITH: Final = re.compile(r",? with (?:the )?((?:Prime|President|[A-Z]\w+ Foreign|Foreign).+)$")
JOINT_TITLE: Final = re.compile(r"((?:[A-Z][a-z]+ )?)Foreign and (Defense|Finance) Ministers")
OFFICES_OF_THE_PARTY: Final = {"Vice President": "vice_president", "President-elect": "president_elect"}
PRESIDENT: Final = (
    r"(?:the )?(?P<whose>Vice President|President-elect|President|First Lady)(?: and First Lady)?(?! of\b)"
    r"(?: (?P<name>(?:[A-Z][\w.'-]+ ?)+?))?(?:'s)?"
    r"(?=$| (?:on|to|for|at|in|during|as|and|en|of|the|with|around|participation|bilateral|meetings?|delegation|state|visit)\b"
    r"|,)"
)
WITH_PRESIDENT: Final = re.compile(rf",? (?:with|as part of) {PRESIDENT}(?: delegation)?$")
CEREMONIES: Final = {
    "dedicated": "Dedication of",
    "opened": "Opening of",
    "inaugurated": "Inauguration of",
    "formally inaugurated": "Inauguration of",
    "laid": "Laying of",
    "commemorated": "Commemoration of",
    "paid": "Paying of",
    "offered": "Offer of",
    "expressed": "Expression of",
    "received": "",
    "wreath-laying": "Wreath-laying",
    "medal award": "Medal award",
}


def read_clause(clause: str, scene: Scene, vocabulary: Vocabulary) -> Acts | None:
    """The acts of a clause: None where no rule reads it, empty where it tells of the itinerary only."""
    where = Where(scene, vocabulary)
    text = WAY.sub("", DATES.sub("", clause).strip(" ,")).strip(" ,") or clause
    text = COMPANION_FIRST.sub("", PLACE_FIRST.sub("", text))
    text = capital(re.sub(rf"^{ADVERBS}", "", text, flags=re.IGNORECASE))
    for pattern, reader in READERS:
        if found := pattern.match(text):
            acts = reader(found.groupdict(default=""), where)
            if acts is not None:
                return acts
    return None


# Whom.


def _read_met(parts: Parts, where: Where) -> Acts | None:
    whom = parts["whom"]
    if (about := ABOUT.search(whom)) and (acts := _meet(whom[: about.start()], where, about[1])) is not None:
        return acts
    if (meeting := MET_AT.search(whom)) and (acts := _meet(whom[: meeting.start()], where)) is not None:
        return (*acts, _act("attended", read_event(meeting[1], where)))
    return _meet(whom, where)


def _read_discussed(parts: Parts, where: Where) -> Acts | None:
    what = parts["what"]
    for joint in WITH.finditer(what):
        if acts := _meet(what[joint.end() :], where, what[: joint.start()]):
            return acts
    return None if " with " in what else (Act("held_talks", topic=_topic(what)),)


def _read_topic_with(parts: Parts, where: Where) -> Acts | None:
    return _meet(parts["whom"], where, parts["what"])


def _meet(whom: str, where: Where, topic: str = "") -> Acts | None:
    counterparts = read_counterparts(JOINT_TITLE.sub(r"\1Foreign Minister and \1\2 Minister", whom), where)
    return None if counterparts is None else tuple(_met(one, topic) for one in counterparts)


def _met(one: Counterpart, topic: str) -> Act:
    return Act("met", one.person_name, one.office, one.person_title, one.country_id, one.organization_id, topic=_topic(topic))


def _topic(text: str) -> str:
    return capital(re.sub(r"^(?:the|a|an|his|her|our)\s+", "", WAY.sub("", text).strip(" .,")))


# With the President.


def _read_accompanied(parts: Parts, where: Where) -> Acts | None:
    acts = [_party(parts)]
    rest = re.sub(r"^(?:in|during|participation in)\s+", "", parts["rest"].strip(" ,"))
    for errand in NEXT_ERRAND.split(rest) if rest else ():
        if visited := VISIT_TO.match(errand):
            acts.append(_act("visited", read_audience(visited[1], where)))
        elif visit := VISIT.match(errand):
            acts[0] = replace(acts[0], event_name=capital(visit[1]))
        else:
            further = _read_occasion("attended", re.sub(r"^(?:also )?(?:on|to|for|at|in) (?=\S)", "", errand), where)
            if further is None:
                return None
            acts += further
    return tuple(acts)


def _party(parts: Parts) -> Act:
    office = OFFICES_OF_THE_PARTY.get(parts["whose"], "head_of_state")
    name = re.sub(r"'s$", "", (parts["name"] or "").strip())
    return Act("accompanied_president", name, office, parts["whose"], UNITED_STATES)


# Occasions.


def _read_attended(parts: Parts, where: Where) -> Acts | None:
    return _read_attendance("attended", parts["what"], where)


def _read_hosted(parts: Parts, where: Where) -> Acts | None:
    return _read_attendance("co_hosted", parts["what"], where)


def _read_attendance(kind: str, what: str, where: Where) -> Acts | None:
    company: Acts = ()
    if president := WITH_PRESIDENT.search(what):
        company, what = (_party(president.groupdict(default="")),), what[: president.start()]
    acts = _read_occasion(kind, what, where)
    return None if acts is None else (*company, *acts)


def _read_occasion(kind: str, what: str, where: Where) -> Acts | None:
    """A meeting with people is met, an event with people beside it is both."""
    if kind == "attended" and (meeting := MEETING_WITH.match(what)):
        return _read_met({"whom": meeting[1]}, where)
    if beside := EVENT_WITH.search(what):
        met = _meet(beside[1], where)
        if met and not all(one.office == "delegation" and not one.country_id for one in met):
            return (*_attend(kind, what[: beside.start()], where), *met)
    return _attend(kind, what, where) or None


def _attend(kind: str, what: str, where: Where) -> Acts:
    return tuple(_act(kind, event) for event in read_events(what, where))


def _read_signed(parts: Parts, where: Where) -> Acts | None:
    what = parts["what"]
    if (beside := SIGNED_WITH.search(what)) and (met := _meet(beside[1], where)):
        return (_act("signed", read_event(what[: beside.start()], where)), *met)
    return (_act("signed", read_instrument(what, where)),)


def _read_addressed(parts: Parts, where: Where) -> Acts | None:
    audiences = re.split(r", and (?:the )?|, the | and the (?=[A-Z])| and (?=U\.S\.)", parts["what"])
    return tuple(_act("addressed", read_audience(audience, where)) for audience in audiences)


def _read_visited(parts: Parts, where: Where) -> Acts | None:
    return (_act("visited", read_audience(parts["what"], where)),)


def _read_speech(parts: Parts, where: Where) -> Acts | None:
    if parts["what"] and parts["joint"] in {"at", "to", "before"}:
        return _read_addressed(parts, where)
    about = f" on {parts['what']}" if parts["what"] else ""
    return (Act("addressed", event_name=f"{capital(parts['speech'])}{about}"),)


def _read_ceremony(parts: Parts, where: Where) -> Acts | None:
    verb, what = parts["verb"].lower(), parts["what"]
    if verb == "opened" and re.search(r"Dialogue|session|Commission", what):
        return (_act("attended", read_event(f"Opening of {what}", where)),)
    what = re.sub(r"^(?:the|an?|his|her) " if verb == "received" else r"^(?:an?|his|her) ", "", what)
    name = capital(f"{CEREMONIES[verb]} {what}".strip())
    return (Act("ceremony", country_id=read_event(what, where).country_id, event_name=name),)


def _act(kind: str, event: Event) -> Act:
    return Act(kind, country_id=event.country_id, organization_id=event.organization_id, event_name=event.name)


def _as_event(kind: str) -> Reader:
    return lambda parts, where: (_act(kind, read_event(parts["what"], where)),)


def _as_topic(parts: Parts, where: Where) -> Acts | None:
    return (Act("held_talks", topic=_topic(parts["what"])),)


def _plainly(*acts: Act) -> Reader:
    return lambda parts, where: acts


RULES: Final[tuple[tuple[str, Reader], ...]] = (
    (r"Returned (?:official )?visit by .*", _plainly(Act("official_visit"))),
    # The itinerary: no act.
    (
        r"(?:Left|Returned|Departed|Died|Was in|Revisited|Afterwards returned|Kissinger was|\(Crossed)\b"
        r"(?! visit)(?! the )(?! .*\bto confer\b).*",
        _plainly(),
    ),
    (rf"(?:Accompanied|Joined|Supported|Participated in) {PRESIDENT}(?: ?,? ?(?P<rest>.*))", _read_accompanied),
    (
        r"(?:Met(?: (?:informally|separately|briefly|privately|afterwards?(?: \([^)]*\))?|again|further))?(?: with)?|"
        r"Conferred(?: with)?|Consulted with|Briefed|Greeted|Visited with|Audience with|Informal meeting with|"
        r"Further meetings with|Continued meetings with|Trilateral meeting with|"
        r"Held (?:an? )?(?:bilateral |trilateral |further )?(?:meetings?|discussions) with|Had a courtesy call with|"
        r"Pre-summit consultation with|Travell?ed with|(?:Participated in|Took part in) a meeting with|"
        r"Meetings? with|Talks with|Spoke with) (?P<whom>.+)",
        _read_met,
    ),
    (r"(?:Discussed|Reviewed) (?P<what>.+)", _read_discussed),
    (r"Presented (?P<what>.+) to (?P<whom>.+)", _read_topic_with),
    (r"(?:Presented|Continued) (?P<what>.*(?:proposal|position|consultations).*)", _read_discussed),
    (r"Held (?P<what>.*(?:negotiations|talks|discussions)) with (?P<whom>.+)", _read_topic_with),
    (
        r"(?:Attempted to|Negotiated|(?:Shuttle n|N)egotiations leading to|Consultations concerning|Preparations for|Promoted|"
        r"Appealed for|Proposed|Took part in negotiating) (?P<what>.+)",
        _as_topic,
    ),
    (r"(?:Co-chaired|Chaired|Co-hosted|Co-convened|Hosted|Co-led(?! the U\.S\.)) (?P<what>.+)", _read_hosted),
    (
        r"(?:Attended|Attends|Participated in|Took part in|Observed|Witnessed|Joined|Chairman of U\.S\. Delegation to|"
        r"(?:Led|Headed|Co-led) the U\.S\. delegation (?:to|at)) (?P<what>.+)",
        _read_attended,
    ),
    (r"(?:Signed|Initialed|Exchanged|Deposited|Amended) (?P<what>.+)", _read_signed),
    (r"(?:Addressed|Spoke at|Spoke to) (?P<what>.+)", _read_addressed),
    (
        r"(?:Delivered|Gave|Made|Held) (?:an? |the )?(?P<speech>(?:\w+ )*(?:address|addresses|speech|speeches|remarks|lecture))"
        r"(?:,? (?P<joint>at|to|on|for|before|concerning) (?P<what>.+))?",
        _read_speech,
    ),
    (
        r"(?:Held|Gave|Conducted) (?P<what>an? (?:press conference|press briefing|interview|townterview|Townterview|"
        r"townhall meeting|town hall.*|civil society roundtable).*)",
        _as_event("addressed"),
    ),
    (r"Commented to the press.*", _plainly(Act("addressed", event_name="Press statement"))),
    (
        r"(?P<verb>Dedicated|Opened|Inaugurated|Laid|Received|Commemorated|Paid|Offered|Expressed|Formally inaugurated|"
        r"Wreath-laying|Medal award) (?P<what>.+)",
        _read_ceremony,
    ),
    (r"Launched (?P<what>.*Dialogue.*)", _as_event("attended")),
    (r"Reviewed (?P<what>.*forces.*)", _as_event("visited")),
    (r"(?:Announced|Issued|Launched|Established) (?P<what>.+)", _as_event("announced")),
    (r"(?:Visited|Briefly visited|Toured|Assessed|Inspected|Visiting|Saw|Reviewed) (?P<what>.+)", _read_visited),
    (r"(?:Official|Working|State|Official working) visit\b.*", _plainly(Act("official_visit"))),
    (r"(?:Stopped|Overnight stop|Refueling stop|Embarked|Disembarked)\b.*", _plainly(Act("transit"))),
    (
        r"(?:Vacation|Vacationed|Honeymoon|Private|Personal and private visit|Unofficial visit|Informal visit)\b.*",
        _plainly(Act("private")),
    ),
)
READERS: Final = tuple((re.compile(rf"^{pattern}$"), reader) for pattern, reader in RULES)
