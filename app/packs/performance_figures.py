"""The counts of disruptions and their figures: pure functions, the same for desk, PDF and workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from app.domain.codes import Rating, Strand
from app.domain.disruption_ledger import Effect, begins, month_label, months_of
from app.packs.model import Figure, FigureKind
from app.packs.phrases import count, number, share

NO_FORCE, NO_THEME, NO_STRAND, NO_RATING = "No force", "No theme", "No P", "Not rated"
OTHERS = "Prevent, Protect and Prepare"
PURSUE = Strand.PURSUE.value
DAY = timedelta(days=1)


class Table(NamedTuple):
    """A counted table: labels down, heads across, a number for each; `heads` end without a total."""

    labels: tuple[str, ...]
    heads: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """Under each head, all labels together."""
        return tuple(sum(row[at] for row in self.numbers) for at in range(len(self.heads)))

    def pursue_first(self) -> Table:
        """The same table with Pursue under its first head, as the workbook has it."""
        order = sorted(range(len(self.heads)), key=lambda at: self.heads[at] != PURSUE)
        rows = tuple(tuple(row[at] for at in order) for row in self.numbers)
        return Table(self.labels, tuple(self.heads[at] for at in order), rows)

    def figure(self, title: str, kind: FigureKind = FigureKind.BARS, remark: str = "") -> Figure:
        """The same numbers as a chart: a bar for each label, a series for each head."""
        sums = ", ".join(f"{label} {sum(row)}" for label, row in zip(self.labels, self.numbers, strict=True))
        series = tuple(
            (head, tuple(float(row[at]) for row in self.numbers)) for at, head in enumerate(self.heads)
        )
        return Figure(title, self.labels, series, f"{title}: {sums or 'none'}.", kind, remark)


def _table(pairs: Iterable[tuple[str, str]], labels: Sequence[str], heads: Sequence[str]) -> Table:
    cells = Counter(pairs)
    numbers = tuple(tuple(cells[(label, head)] for head in heads) for label in labels)
    return Table(tuple(labels), tuple(heads), numbers)


def _strand(effect: Effect) -> str:
    return effect.strand.value if effect.strand else NO_STRAND


def _rating(effect: Effect) -> str:
    return effect.rating.value.capitalize() if effect.rating else NO_RATING


def _side(effect: Effect) -> str:
    """Pursue, the other three Ps, or no P."""
    if effect.strand is None:
        return NO_STRAND
    return PURSUE if effect.strand is Strand.PURSUE else OTHERS


def _strands(effects: Sequence[Effect]) -> list[str]:
    unsaid = any(effect.strand is None for effect in effects)
    return [*(strand.value for strand in Strand), *([NO_STRAND] if unsaid else [])]


def _sides(effects: Sequence[Effect]) -> list[str]:
    unsaid = any(effect.strand is None for effect in effects)
    return [OTHERS, PURSUE, *([NO_STRAND] if unsaid else [])]


def _among(named: Iterable[str], order: Sequence[str], none: str) -> list[str]:
    """The names in their order, those of no list after it, and last what is for none."""
    used = {name or none for name in named}
    others = sorted(used - set(order) - {none})
    last = [none] if none in used or none in order else []
    return [*(name for name in order if name != none), *others, *last]


def by_force(effects: Sequence[Effect], forces: Sequence[str]) -> Table:
    """Home force by P; `forces` stand in their order, whether disrupted or not."""
    labels = _among((effect.force for effect in effects), forces, NO_FORCE)
    return _table(((e.force or NO_FORCE, _strand(e)) for e in effects), labels, _strands(effects))


def by_rating(effects: Sequence[Effect]) -> Table:
    """P by rating."""
    unrated = any(effect.rating is None for effect in effects)
    heads = [*(rating.value.capitalize() for rating in Rating), *([NO_RATING] if unrated else [])]
    return _table(((_strand(e), _rating(e)) for e in effects), _strands(effects), heads)


def by_theme(effects: Sequence[Effect], themes: Sequence[str] = ()) -> Table:
    """Theme by Pursue and the other Ps, most first; `themes` are there whether disrupted or not."""
    labels = _among((effect.theme for effect in effects), themes, NO_THEME)
    sums = Counter(effect.theme or NO_THEME for effect in effects)
    labels.sort(key=lambda name: (-sums[name], name == NO_THEME, name))
    return _table(((e.theme or NO_THEME, _side(e)) for e in effects), labels, _sides(effects))


def by_month(effects: Sequence[Effect], today: date, months: int) -> Table:
    """Calendar month by Pursue and the other Ps, over the period; the months at its ends may be in part."""
    labels = [month_label(*month) for month in months_of(today, months)]
    return _table(((month_label(e.on.year, e.on.month), _side(e)) for e in effects), labels, _sides(effects))


def strand_figure(effects: Sequence[Effect]) -> Figure:
    """Each P by rating."""
    return by_rating(effects).figure("Each P by rating")


def theme_figure(effects: Sequence[Effect], themes: Sequence[str] = ()) -> Figure:
    """Each theme by Pursue and the other Ps."""
    return by_theme(effects, themes).figure("Each theme")


def force_figure(effects: Sequence[Effect], forces: Sequence[str]) -> Figure:
    """Each home force by P."""
    return by_force(effects, forces).figure("Each home force")


def month_figure(effects: Sequence[Effect], today: date, months: int) -> Figure:
    """Each month by Pursue and the other Ps, as columns."""
    made = by_month(effects, today, months)
    whole = (begins(today, months) + DAY).day == 1 and (today + DAY).day == 1
    remark = "figure above the bar: all" + ("" if whole else "; the first and last month in part")
    return made.figure("By month", FigureKind.COLUMNS, remark)


def pursue_words(effects: Sequence[Effect]) -> str:
    """How many, and the share that is Pursue: "531 disruptions, 83% Pursue"."""
    if not effects:
        return "No disruption"
    pursue = sum(1 for effect in effects if effect.strand is Strand.PURSUE)
    return f"{count(len(effects), 'disruption')}, {share(pursue, len(effects))} Pursue"


def rating_words(effects: Sequence[Effect]) -> str:
    """How many of each rating, those that there are: "52 major, 146 moderate"."""
    sums = Counter(_rating(effect) for effect in effects)
    names = [*(rating.value.capitalize() for rating in Rating), NO_RATING]
    return ", ".join(f"{number(sums[name])} {name.lower()}" for name in names if sums[name])
