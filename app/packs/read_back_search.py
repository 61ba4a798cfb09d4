"""What to look for in an edition's files, and how: names and references whole, texts by runs of words.

How each is looked for is told in words with the list of what was withheld (see `Way`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app import words as sayings
from app.domain.month import Month
from app.packs.editions_sieve import REFERENCE, WithheldText, rows_of, texts
from app.packs.read_back_words import own_words, plain, tokens, written

RUN = 6
"""So many words in a row, in neither a released text, tell that a withheld text has come along."""
SHORT = 3
"""A text that is no name is looked for from so many words on: fewer say too little."""
LETTERS, DIGITS = 4, 5
"""The fewest letters of a name, and figures of a reference of figures alone, that are looked for."""
LONGEST = 8
"""So many words of a longer name are enough."""
SQUEEZED = 12
"""From so many letters a name is found where a line break has parted its words too."""
EVERYDAY = 2
"""A name that so many released texts write in small letters is an everyday word."""
OPERATION = frozenset({"op", "operation"})
ADDRESS = frozenset({
    "arms", "avenue", "bridge", "business", "close", "court", "crescent", "docks", "drive", "estate", "farm",
    "gardens", "green", "grove", "hill", "house", "industrial", "inn", "lane", "park", "parade", "place",
    "quay", "road", "row", "school", "square", "station", "street", "terrace", "way", "wharf", "yard",
})  # fmt: skip
"""A name of one word right before one of these is the name of a street or a house: Quarry Lane."""

NAMES = frozenset({"name", "operation", "reference", "niche_ref", "apmis_ref", "deputy"})
TITLES = frozenset({"agenda_item", "late_paper"})
"""Kinds whose title is a name of a thing that is withheld as a whole."""
PERSONS = frozenset({
    "by", "assessor", "moderator", "moderated_by", "proposer", "ratified_by", "originator", "approved_by",
    "proposed_by", "answered_by", "archive_authoriser", "chair", "deputies", "led_by", "name",
    "owner_organisation", "accepted_by", "released_by", "lead_body", "shared_with", "bid_by",
})  # fmt: skip
"""Fields of released rows in which a person may be named who is not released as an officer."""


class Way(StrEnum):
    """How a withheld text is looked for; the values are codes of the sentences that say so."""

    WHOLE = "withheld.way.whole"
    CAPITAL = "withheld.way.capital"
    OPERATION = "withheld.way.operation"
    RUNS = "withheld.way.runs"
    SHORT = "withheld.way.short"
    RELEASED = "withheld.way.released"


def is_name(one: WithheldText) -> bool:
    """Whether a withheld text names something, rather than tells of it."""
    return one.field in NAMES or (one.field == "title" and one.kind in TITLES)


@dataclass(slots=True)
class Sought:
    """Everything that is looked for, by what it begins with."""

    of: list[WithheldText] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    names: dict[int, dict[tuple[str, ...], list[int]]] = field(default_factory=lambda: defaultdict(dict))
    runs: dict[tuple[str, ...], int] = field(default_factory=dict)
    squeezed: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    shared: set[tuple[str, ...]] = field(default_factory=set)

    def found(self, text: str, *, parted: bool = False) -> Iterator[tuple[int, str]]:
        """What of it stands in a text: its place in `of`, and the words; `parted`: lines may break words."""
        text = plain(text)
        said = tokens(text)
        for long, names in self.names.items():
            if len(said) >= long:
                for name in names.keys() & set(_grams(said, long)):
                    for place in names[name]:
                        if self._counts(place, name, said, text):
                            yield place, " ".join(name)
        if self.runs and len(said) >= RUN:
            for run in self.runs.keys() & set(runs_of(said)):
                yield self.runs[run], " ".join(run)
        if parted and self.squeezed:
            yield from self._parted("".join(said))

    def _parted(self, text: str) -> Iterator[tuple[int, str]]:
        starts = {text[at : at + SQUEEZED] for at in range(len(text) - SQUEEZED + 1)}
        for start in self.squeezed.keys() & starts:
            for name, place in self.squeezed[start]:
                at = text.find(name)
                after = text[at + len(name) : at + len(name) + 1]
                if at >= 0 and not (name[-1].isdigit() and after.isdigit()):
                    yield place, name

    def _counts(self, place: int, name: tuple[str, ...], said: Sequence[str], text: str) -> bool:
        way = self.ways[place]
        if len(name) > 1 or name[0].isdigit():
            return True
        ats = list(_places(said, name[0]))
        if any(at and said[at - 1] in OPERATION for at in ats):
            return True
        if way is Way.OPERATION or all(said[at + 1 : at + 2] and said[at + 1] in ADDRESS for at in ats):
            return False
        return way is Way.WHOLE or any(
            word.casefold() == name[0] and word[0].isupper() and not _opens(text, start)
            for start, word in written(text)
        )


def _places(said: Sequence[str], word: str) -> Iterator[int]:
    at = -1
    for _ in range(said.count(word)):
        at = said.index(word, at + 1)
        yield at


def _opens(text: str, start: int) -> bool:
    """Whether a word stands where every word has a capital: at the beginning of a text or sentence."""
    before = text[:start].rstrip(" \"'(\u201c\u2018")
    return not before or before[-1] in ".!?:;\n\r\u2022"


def sought(
    withheld: Iterable[WithheldText], released: Month | None = None, names: Iterable[str] = ()
) -> Sought:
    """What to look for of what was withheld, given what is released and names that are no secret."""
    made = Sought()
    known = _Released(released)
    known.values.update(names)
    words = {}
    for place, one in enumerate(withheld):
        made.of.append(one)
        words[place] = tokens(plain(one.text))
        made.ways.append(_way(one, words[place], known))
    known.read(made, words)
    for place, said in words.items():
        _enter(made, place, said)
    return made


def _way(one: WithheldText, said: tuple[str, ...], known: _Released) -> Way:
    letters = sum(map(len, said))
    if not said or letters < LETTERS or (letters < DIGITS and "".join(said).isdigit()):
        return Way.SHORT
    if one.text in known.values or (
        one.kind in ("officer", "member", "attendance") and said in known.persons
    ):
        return Way.RELEASED
    if one.field in PERSONS and one.field != "name" and said[-2:] in known.persons:
        return Way.RELEASED
    if not is_name(one):
        return Way.SHORT if len(said) < SHORT else Way.RUNS
    if one.kind in TITLES and len(said) < RUN and (said in known.persons or said in known.titles):
        return Way.RELEASED
    if len(said) == 1 and said[0].isalpha():
        everyday = said[0] in own_words() or said[0] in known.words
        return Way.OPERATION if everyday else Way.WHOLE
    return Way.WHOLE


def _enter(made: Sought, place: int, said: tuple[str, ...]) -> None:
    way = made.ways[place]
    if way in (Way.SHORT, Way.RELEASED):
        return
    if way is not Way.RUNS:
        _name(made, said, place)
        whole = "".join(said)
        if way is Way.WHOLE and len(whole) >= SQUEEZED:
            made.squeezed[whole[:SQUEEZED]].append((whole, place))
    elif len(said) < RUN:
        _name(made, said, place)
        made.ways[place] = Way.WHOLE
    else:
        for run in runs_of(said):
            if run not in made.shared:
                made.runs.setdefault(run, place)


def _name(made: Sought, said: tuple[str, ...], place: int) -> None:
    said = said[:LONGEST]
    made.names[len(said)].setdefault(said, []).append(place)


class _Released:
    """What an edition releases: names that are no secret, and texts that hold runs of words."""

    def __init__(self, month: Month | None) -> None:
        self.values: set[str] = set()
        self.persons: set[tuple[str, ...]] = set()
        self.titles: set[tuple[str, ...]] = set()
        self.words: set[str] = set()
        # what the program says by itself tells nothing of a record
        self._texts: set[str] = set(sayings.SENTENCES.values())
        if month is None:
            return
        for name in month.__dataclass_fields__:
            for row in rows_of(getattr(month, name)):
                for part, text in texts(row):
                    self._take(name, part, text)

    def _take(self, where: str, part: str, text: str) -> None:
        self.values.add(text)
        if where in REFERENCE or where in ("officers", "members", "attendance"):
            # names of places, organisations and people that everybody may read
            self.words.update(tokens(plain(text)))
        elif part in ("neighbourhood", "local_profile", "area", "owner_organisation"):
            self.words.update(tokens(plain(text)))
        if part in PERSONS:
            self.persons.update(_parts(tokens(plain(text))))
        if where == "threats" and part in NAMES:
            said = tokens(plain(text))
            self.titles.update(_parts(said))
            # a bird's name within another's: only after Op does it mean the one that is withheld
            self.words.update(said)
        self._texts.add(text)

    def read(self, made: Sought, words: dict[int, tuple[str, ...]]) -> None:
        """Take out what released texts say too, and mark the names that they use as everyday words."""
        common = _Common(made, words)
        if common.any:
            for text in self._texts:
                common.take(plain(text))
        made.shared = common.runs
        for place in common.everyday():
            made.ways[place] = Way.CAPITAL


class _Common:
    """What withheld and released texts have in common, text by released text."""

    def __init__(self, made: Sought, words: dict[int, tuple[str, ...]]) -> None:
        self._made = made
        self._single: dict[str, list[int]] = defaultdict(list)
        self._short: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        self._long: set[tuple[str, ...]] = set()
        self._small: Counter[str] = Counter()
        self.runs: set[tuple[str, ...]] = set()
        for place, said in words.items():
            if made.ways[place] is Way.WHOLE and len(said) == 1 and said[0].isalpha():
                self._single[said[0]].append(place)
            elif made.ways[place] is Way.RUNS and len(said) < RUN:
                self._short[said[0]].append((said, place))
            elif made.ways[place] is Way.RUNS:
                self._long.update(runs_of(said))

    @property
    def any(self) -> bool:
        """Whether there is anything to compare."""
        return bool(self._single or self._short or self._long)

    def take(self, text: str) -> None:
        """Look at one released text."""
        said = tokens(text)
        had = set(said)
        if small := self._single.keys() & had:
            self._small.update(small & {word for _, word in written(text)})
        for word in self._short.keys() & had:
            for at in _places(said, word):
                for phrase, place in self._short[word]:
                    if said[at : at + len(phrase)] == phrase:
                        self._made.ways[place] = Way.RELEASED
        if self._long:
            self.runs |= self._long & set(runs_of(said))

    def everyday(self) -> list[int]:
        """The names of one word that released texts write in small letters, as one writes a bridge."""
        often = (word for word, times in self._small.items() if times >= EVERYDAY)
        return [place for word in often for place in self._single[word]]


def _grams(said: Sequence[str], long: int) -> Iterator[tuple[str, ...]]:
    """Every run of so many words."""
    return zip(*(said[start:] for start in range(long)), strict=False)


def runs_of(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every run of so many words as tell that a text has come along."""
    return _grams(said, RUN)


def _parts(said: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every run of words of a name, so that a surname within "DI Morgan Hale" is known."""
    for start in range(min(len(said), 8)):
        for end in range(start + 1, min(len(said), start + 8) + 1):
            yield said[start:end]
