"""The threat picture: active threats by theme and force, and by force and score band."""

from __future__ import annotations

from collections import Counter

from app.domain.codes import ThreatKind
from app.packs.facts import Facts
from app.packs.model import Answer, Figure, Matrix, Picture
from app.packs.phrases import count, listed, share, within

KIND_WORDS = {
    ThreatKind.OCG: "Organised crime groups",
    ThreatKind.INDIVIDUAL: "Priority individuals",
    ThreatKind.VULNERABILITY: "Vulnerabilities",
}

NO_FORCE, NO_THEME = "No force", "No theme"


def _forces(facts: Facts) -> list[str]:
    used = {facts.force(row) for row in facts.active}
    return [force.name for force in facts.month.forces if force.name in used] + ([""] if "" in used else [])


def _matrix(facts: Facts, forces: list[str]) -> Matrix:
    cells = Counter((facts.theme(row) or NO_THEME, facts.force(row)) for row in facts.active)
    themes: Counter[str] = Counter()
    for (theme, _), number in cells.items():
        themes[theme] += number
    ordered = sorted(themes, key=lambda theme: (-themes[theme], theme))
    rows = tuple((theme, (*(cells[(theme, force)] for force in forces), themes[theme])) for theme in ordered)
    total = tuple(sum(numbers[place] for _, numbers in rows) for place in range(len(forces) + 1))
    heads = (*(force or NO_FORCE for force in forces), "Region")
    return Matrix("Active threats by primary theme and home force", "Primary theme", heads, rows, total)


def _series(facts: Facts) -> tuple[str, list[str], dict[str, str]]:
    """The figure's title, its series in order, and the series of each active threat."""
    if facts.month.settings.bands:
        bands = [label for _, label in reversed(facts.month.settings.bands)]
        of = {}
        for row in facts.active:
            score = facts.score(row.id)
            of[row.id] = facts.band(score.total) if score else "Not scored"
        ordered = list(dict.fromkeys([*bands, facts.lowest_band, "Not scored"]))
        return "By force and score band (bands are local)", ordered, of
    kinds = {row.id: KIND_WORDS[row.kind] for row in facts.active}
    return "By force and kind of threat", list(KIND_WORDS.values()), kinds


def _figure(facts: Facts, forces: list[str]) -> Figure:
    title, series, of = _series(facts)
    cells = Counter((of[row.id], facts.force(row)) for row in facts.active)
    used = [name for name in series if any(cells[(name, force)] for force in forces)]
    sums = {force: sum(cells[(name, force)] for name in used) for force in forces}
    return Figure(
        title,
        tuple(force or NO_FORCE for force in forces),
        tuple((name, tuple(float(cells[(name, force)]) for force in forces)) for name in used),
        ", ".join(f"{force or NO_FORCE} {number}" for force, number in sums.items()) + ".",
    )


def _points(facts: Facts, matrix: Matrix, own: str) -> tuple[str, ...]:
    found = []
    for place, force in enumerate(matrix.heads[:-1]):
        if own and force != own:
            # of the others only what they share is known here
            continue
        kinds = {row.kind for row in facts.active if (facts.force(row) or NO_FORCE) == force}
        missing = [KIND_WORDS[kind].lower() for kind in ThreatKind if kind not in kinds]
        if force != NO_FORCE and missing and matrix.total[place]:
            found.append(f"{force} has no {listed(missing, 'or')} under management.")
    several = sum(1 for row in facts.active if row.secondary_themes)
    found.append(
        f"{several} of {len(facts.active)} have more than one theme ({share(several, len(facts.active))})."
    )
    return tuple(found)


def picture(facts: Facts, own: str = "") -> Picture:
    """The picture with its answer; `own` is the name of the force whose edition it is, "" for the region."""
    forces = _forces(facts)
    matrix = _matrix(facts, forces)
    unscored = sum(1 for row in facts.active if not facts.score(row.id))
    words = ""
    if matrix.rows:
        theme, numbers = matrix.rows[0]
        part = f"{numbers[-1]} ({share(numbers[-1], len(facts.active))})"
        words = f"{part} {'have no theme' if theme == NO_THEME else f'are {within(theme)}'}. "
    words += f"{count(unscored, 'threat')} never scored."
    return Picture(
        Answer(f"{count(len(facts.active), 'active threat')}.", words),
        matrix,
        _figure(facts, forces),
        _points(facts, matrix, own),
    )
