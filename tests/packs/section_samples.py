"""Sections made by hand for the PDF: each kind of block, normal, crowded, empty and hostile."""

from __future__ import annotations

from app.packs.model import (
    Answer,
    Ask,
    Block,
    Chip,
    Figure,
    FigureKind,
    Grid,
    GridCell,
    GridColumn,
    Point,
    Section,
    Step,
)

FORCES = ("Avon and Somerset", "Devon and Cornwall", "Dorset", "Gloucestershire", "Wiltshire")
NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")
MONTHS = ("Dec 2025", *(f"{name} 2026" for name in NAMES))
OPTIONS = ("Granted", "Part", "Refused", "Deferred")


def steps() -> Block:
    return Block(
        steps=(
            Step("6", "Draft", "with forces"),
            Step("7", "Submitted", "with ROCTA", strong=True),
            Step("3", "Returned", "for information", strong=True),
            Step("5", "Ratified", "since 12 Nov"),
            Step("1", "Rejected", "since 12 Nov", apart=True),
        )
    )


def waiting(rows: int = 10) -> Block:
    made = []
    for place in range(rows):
        days = 37 - place * 3 % 31
        late = days > 15
        made.append(
            (
                GridCell(f"DC25{place:03}", "Ferry Steps, second group", strong=True),
                GridCell(FORCES[place % 5], "Illegal drugs"),
                GridCell(
                    "Returned" if late else "Submitted", strong=late, box="LIVE" if place % 4 == 0 else ""
                ),
                GridCell("3 Nov"),
                GridCell(str(days), strong=late),
                GridCell(share=days / 40, limit=15 / 40, over=late),
                GridCell(str(19 - place % 8)),
                GridCell(share=(19 - place % 8) / 19, limit=1.0),
                GridCell("harm evidence; nominals; area" if place % 8 else ""),
            )
        )
    columns = (
        GridColumn("Reference and name", 36),
        GridColumn("Force and theme", 31),
        GridColumn("State", 17),
        GridColumn("Since", 14, right=True),
        GridColumn("Days", 9, right=True),
        GridColumn("15", 17),
        GridColumn("Of 19", 9, right=True),
        GridColumn("", 12),
        GridColumn("Missing"),
    )
    return Block(
        grid=Grid(
            "Waiting",
            columns,
            tuple(made),
            remark="longest first; the rule marks 15 days and all 19 required fields (local settings)",
            note="LIVE: an operation has begun before ratification.",
            empty="Nothing waits for ratification.",
        )
    )


def ledger(title: str, names: tuple[str, ...] = FORCES, note: str = "") -> Block:
    heads = ("Asked", "Granted", "Part", "Ref.", "Def.", "Open", "Days")
    wide = (9.0, 11.0, 6.5, 6.5, 6.5, 8.0, 7.0)
    rows = tuple(
        (GridCell(name), *(GridCell(str(place * 3 + at) if at else "–") for at in range(7)))
        for place, name in enumerate(names)
    )
    total = (GridCell("Region", strong=True), *(GridCell("57", strong=True) for _ in range(7)))
    columns = (
        GridColumn(""),
        *(GridColumn(head, mm, right=True) for head, mm in zip(heads, wide, strict=True)),
    )
    return Block(grid=Grid(title, columns, rows, total, "12 months", note), half=True)


def grants() -> Block:
    chips = (
        Chip("R", "No outcome"),
        Chip("A", "Ends in 8 days"),
        Chip("G", "On time"),
        Chip("B", "Resulted"),
        Chip("", "not decided"),
    )
    rows = tuple(
        (
            GridCell(f"26/0{place}"),
            GridCell("Technical, Sailcloth Row group"),
            GridCell("30 Jul 2026"),
            GridCell("none", strong=True),
            GridCell("log and debrief"),
            GridCell(chip=chip),
        )
        for place, chip in enumerate(chips)
    )
    columns = (
        GridColumn("Request", 14), GridColumn("Capability and group"), GridColumn("Granted", 20),
        GridColumn("ToR agreed", 20), GridColumn("Product due", 26), GridColumn("State", 30),
    )  # fmt: skip
    return Block(grid=Grid("Live grants", columns, rows, remark="terms of reference (ToR) within 14 days"))


def asks(many: int = 4) -> Block:
    return Block(
        asks=tuple(
            Ask(
                f"8.{place}",
                "Surveillance, 3 weeks from 4 Jan 2027",
                (
                    "Lantern Quay group (5.1); DI M Tallis, Avon and Somerset",
                    f"26/04{place} · score 438 · waited 21 days",
                ),
                "Grant in part",
                "Can meet 2 weeks, 11 to 24 Jan. 2 posts vacant: paper 12A to follow.",
                "26/012, Mar 2026: granted 2 weeks. Condition, debrief in 14 days: met",
                OPTIONS,
            )
            for place in range(1, many + 1)
        )
    )


def months() -> Figure:
    pursue = (33, 35, 37, 39, 35, 38, 36, 39, 33, 37, 40, 39)
    others = (5, 6, 7, 8, 7, 8, 7, 9, 7, 8, 9, 9)
    return Figure(
        "By month",
        MONTHS,
        (("Prevent, Protect and Prepare", others), ("Pursue", pursue)),
        "By month: Dec 2025 38, Jan 2026 41, Nov 2026 48.",
        FigureKind.COLUMNS,
        "figure above the bar: all",
    )


def wait(several: bool = False) -> Figure:
    days = (16, 15, 17, 14, 13, 14, 12, 13, 12, 11, 12, 11)
    series = [("Days", tuple(float(day) for day in days))]
    if several:
        series += [(name, tuple(float(day - n) for day in days)) for n, name in enumerate(FORCES[:3], 1)]
    return Figure(
        "Median days to a decision", MONTHS, tuple(series), "First 16, last 11, highest 17, lowest 11.",
        FigureKind.LINE, "by month, Dec 2025 to Nov 2026",
    )  # fmt: skip


def effort(many: int = 60) -> Figure:
    points = tuple(
        Point(f"DC25{place:03}", place * 7 % 23, 150 + place * 37 % 300, named=place % 9 == 0)
        for place in range(many)
    )
    return Figure(
        "Score against effort", (), (), "High score and little live activity: DC25000, DC25009.",
        FigureKind.SCATTER, "active threats with a score", points, "Live activity", "Score", 9, 300,
    )  # fmt: skip


def forces() -> Figure:
    return Figure(
        "By force and rating", FORCES,
        (("Major", (5, 4, 1, 2, 0)), ("Moderate", (9, 7, 2, 4, 1)), ("Minor", (20, 3, 1, 6, 2))),
        "Avon and Somerset 34, Devon and Cornwall 14.", remark="12 months",
    )  # fmt: skip


def sections() -> tuple[Section, ...]:
    capabilities = ("Surveillance", "Asset recovery", "Technical", "Prison intelligence", "GAIN", "TOEX")
    half = Block(figure=wait(), half=True)
    return (
        Section(
            "submissions",
            "New submissions and ratification",
            Answer("10 waiting, 3 longer than 15 days.", "5 ratified since November."),
            (steps(), waiting(), ledger("Submissions by force"), half, Block(words="A closing remark.")),
        ),
        Section(
            "requests",
            "Requests for regional support",
            Answer("4 decisions wanted.", "57 requests in 12 months: 36 granted, 7 in part."),
            (
                asks(),
                grants(),
                ledger("By capability", capabilities),
                ledger("By force", note="Ref.: refused. Def.: deferred. Open: not yet decided."),
            ),
        ),
        Section(
            "performance",
            "Disruptions and performance by P",
            Answer("531 disruptions in 12 months; 83% are Pursue.", "2.9 for each active threat."),
            tuple(Block(figure=each) for each in (months(), wait(several=True), effort(), forces())),
        ),
    )
