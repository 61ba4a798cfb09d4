"""Which heading means which field: by synonyms only; resemblance is only ever a suggestion."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz import fuzz, process

SYNONYMS: dict[str, str] = {
    "reference": "reference|ref|ocg ref|ocg reference|ocg number|ocg no|ocg id|ocg urn|urn|unique reference|"
    "threat ref|threat reference|group ref|group reference",
    "name": "name|group|group name|ocg name|aka|aka nominal|known as|threat name|ocg",
    "operation": "operation|op|op name|operation name|operational name",
    "kind": "kind|threat kind|type of threat",
    "primary_theme": "primary theme|primary crime|primary crime type|primary threat|main threat|main crime|"
    "crime type|theme|threat theme|threat|threat type",
    "secondary_themes": "secondary theme|secondary themes|secondary crime|secondary crime type|other crime|"
    "other crimes|other threat|other threats|other themes",
    "force": "force|home force|lead force",
    "area": "area|location|sector|district|lpa|bcu|policing area|where",
    "tier": "tier|ownership level",
    "sio": "sio|senior investigating officer",
    "lro": "lro|lead responsible officer|local responsible officer",
    "sro": "sro|senior responsible officer",
    "lro_trained": "lro trained|lro training|lro training date",
    "score": "score|total score|morile|morile 2020|morile score|morile 2020 score|morile total",
    "score_date": "date scored|date of score|score date|scored|scored on|last scored|date of scoring",
    "mapping": "rocta|rocta status|mapping|mapping status|mapped|ratification",
    "niche_ref": "niche ref|niche|niche reference|niche occurrence",
    "apmis_ref": "apmis ref|apmis|apmis reference|apmis number",
    "nominals": "nominals|nominals p s p|number of nominals|members",
    "summary": "summary|overview|synopsis",
    "neighbourhood": "neighbourhood|neighbourhood team|neighbourhood policing team|local policing link|"
    "local policing team",
    "local_profile": "local profile|local profile link|local profile reference|soc local profile",
    "victims": "vulnerable victims|victims|number of victims",
    "victims_ref": "victims reference|victims ref|victim reference|vulnerable victims reference",
    "at_risk": "people at risk|persons at risk|number at risk|at risk",
    "at_risk_ref": "people at risk reference|at risk reference|at risk ref",
    "tags": "tags|tag|keywords|labels",
    "next_review": "next review|review date|next review date",
    "request": "request for regional support|regional support|support requested|request for support|"
    "regional request",
    "archived_on": "date archived|archived|archived on|archive date",
    "archive_reason": "reason|archive reason|reason archived|reason for archive|reason for archiving",
    "archive_authoriser": "authorised by|authoriser|authorising officer|archived by|archive authorised by",
    "pursue": "pursue|pursue actions|pursue plan|1 pursue",
    "prevent": "prevent|prevent actions|prevent plan|2 prevent",
    "protect": "protect|protect actions|protect plan|3 protect",
    "prepare": "prepare|prepare actions|prepare plan|4 prepare",
    "strand": "4p|4ps|p|strand|4p strand|pillar|4p heading",
    "action": "action|actions|action description|task|tactic|activity|what",
    "owner": "owner|action owner|lead|lead officer|action lead|who|responsible|assigned to",
    "set_on": "set|date set|set on|raised|date raised|created|start date",
    "due": "target date|target|due|due date|by when|deadline|complete by|due by|date due|when",
    "progress": "progress|latest progress|progress update|latest update|update|updates|comment|comments",
    "status": "status|action status|state",
    "outcome": "outcome|result|results",
    "rag": "rag|rag status|rag rating",
}

FIELDS: tuple[str, ...] = tuple(SYNONYMS)
"""Every field that a heading can mean, in the order of a choice list."""

FOUR_PS = ("pursue", "prevent", "protect", "prepare")
IDENTITY = ("reference", "name", "operation")
ACTION_FIELDS = ("strand", "action", "owner", "set_on", "due", "progress", "status", "outcome", "rag")


def plain(heading: str) -> str:
    """A heading as compared: lower case, words and digits only."""
    return " ".join(re.findall(r"[^\W_]+", heading[:200].casefold()))


@cache
def _fields() -> dict[str, str]:
    return {word: field for field, words in SYNONYMS.items() for word in words.split("|")}


def field_of(heading: str) -> str:
    """The field that a heading means, or "" where no synonym says so."""
    return _fields().get(plain(heading), "")


def suggestion(heading: str) -> str:
    """The field whose synonym a heading resembles, for a person to confirm; "" where none does."""
    found = process.extractOne(plain(heading), list(_fields()), scorer=fuzz.WRatio, score_cutoff=86)
    return _fields()[found[0]] if found else ""
