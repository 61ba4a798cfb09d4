"""The colours and the type of the desk: the tokens of the design, light, dark and in high contrast."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app import resources


@dataclass(frozen=True, eq=False, repr=False)
class Tokens:
    """Every colour in use, as hex; the names are those of the design."""

    name: str
    window: str
    text: str
    base: str
    alt: str
    placeholder: str
    button: str
    bright: str
    sel: str
    sel_text: str
    accent: str
    link: str
    tip_bg: str
    tip_fg: str
    shadow: str
    disabled: str
    text2: str
    muted: str
    rail: str
    line: str
    line2: str
    grid: str
    edge: str
    header: str
    sel_weak: str
    accent_press: str
    on_accent: str
    mark_bg: str
    mark_fg: str
    fict_bg: str
    fict_fg: str
    r_text: str
    a_text: str
    g_text: str
    b_text: str
    r_tint: str
    a_tint: str
    g_tint: str
    b_tint: str
    chart: str
    chart_soft: str
    r_bg: str
    r_fg: str
    r_line: str
    a_bg: str
    a_fg: str
    a_line: str
    g_bg: str
    g_fg: str
    g_line: str
    b_bg: str
    b_fg: str
    b_line: str
    pursue: str
    prevent: str
    protect: str
    prepare: str
    theme1: str
    theme2: str
    theme3: str
    theme4: str
    theme5: str
    theme6: str
    theme_other: str


LIGHT = Tokens(
    name="light",
    window="#F2F4F7", text="#17202E", base="#FFFFFF", alt="#F8F9FB", placeholder="#566274",
    button="#FFFFFF", bright="#A3211A", sel="#DCE5F7", sel_text="#111B2B", accent="#2B4A95",
    link="#27468F", tip_bg="#1D2634", tip_fg="#FFFFFF", shadow="#414D5E", disabled="#5E6978",
    text2="#414D5E", muted="#566274", rail="#E8EBF0", line="#D7DCE3", line2="#E6E9EE",
    grid="#E3E7EC", edge="#7F8A99", header="#EEF1F5", sel_weak="#EDF1FA",
    accent_press="#213A78", on_accent="#FFFFFF",
    mark_bg="#1D2634", mark_fg="#FFFFFF", fict_bg="#FFFFFF", fict_fg="#1D2634",
    r_text="#A3211A", a_text="#7A5200", g_text="#1F6B3A", b_text="#1B5390",
    r_tint="#FBEAE8", a_tint="#FDF3DC", g_tint="#EAF6ED", b_tint="#E9F2FC",
    chart="#3F5F9E", chart_soft="#B9C6DF",
    r_bg="#B3261E", r_fg="#FFFFFF", r_line="#B3261E",
    a_bg="#F0B03A", a_fg="#2A1D00", a_line="#8A6100",
    g_bg="#DDF1E2", g_fg="#17522C", g_line="#2F7D4C",
    b_bg="#DCEBFA", b_fg="#123F74", b_line="#2C66A6",
    pursue="#203561", prevent="#9D6CDB", protect="#17777C", prepare="#995C20",
    theme1="#304E8C", theme2="#2C8AEB", theme3="#417C7D", theme4="#69174E", theme5="#C869A4",
    theme6="#A55C01", theme_other="#8A94A2",
)  # fmt: skip

DARK = Tokens(
    name="dark",
    window="#161A20", text="#E8ECF2", base="#1D222A", alt="#21272F", placeholder="#A6B0BE",
    button="#2A313C", bright="#F5A59C", sel="#2C3E66", sel_text="#F3F6FB", accent="#9DB8F7",
    link="#A9C1F9", tip_bg="#E8ECF2", tip_fg="#17202E", shadow="#BEC7D3", disabled="#8A95A4",
    text2="#BEC7D3", muted="#A6B0BE", rail="#12151A", line="#363E4A", line2="#2B323C",
    grid="#2B323C", edge="#76828F", header="#262C36", sel_weak="#232C3D",
    accent_press="#B7CBFA", on_accent="#0F1728",
    mark_bg="#3B4554", mark_fg="#FFFFFF", fict_bg="#FFFFFF", fict_fg="#1D2634",
    r_text="#F5A59C", a_text="#EBC06A", g_text="#93D3AB", b_text="#A3C9F4",
    r_tint="#3A2224", a_tint="#372D1A", g_tint="#1D3126", b_tint="#1C2C40",
    chart="#9DB8F7", chart_soft="#42536F",
    r_bg="#F08D83", r_fg="#330906", r_line="#F08D83",
    a_bg="#E7B24C", a_fg="#2A1D00", a_line="#E7B24C",
    g_bg="#1C3A28", g_fg="#A9E3BE", g_line="#5DAF7E",
    b_bg="#1B3452", b_fg="#BAD7F8", b_line="#6AA3E0",
    pursue="#6C8EEB", prevent="#B48CA8", protect="#84EBEA", prepare="#F3C79E",
    theme1="#488FCE", theme2="#8FBEFB", theme3="#8AFAFA", theme4="#C35194", theme5="#E297B3",
    theme6="#F0D3A0", theme_other="#8A95A4",
)  # fmt: skip

HIGH_CONTRAST = replace(
    LIGHT,
    name="contrast",
    muted=LIGHT.text,
    text2=LIGHT.text,
    line=LIGHT.edge,
    line2=LIGHT.edge,
    grid=LIGHT.edge,
)

# points that are whole pixels at 96 dots an inch, and the usual weight
TYPE: dict[str, tuple[float, int]] = {
    "caption": (8.25, 500),
    "small": (9, 400),
    "body": (9.75, 400),
    "count": (10.5, 600),
    "panel": (11.25, 600),
    "heading": (12, 600),
    "page": (15, 600),
    "display": (24, 600),
    "meeting": (13.5, 400),
    "timer": (18, 600),
}


class _Current:
    """What is in force in this process: one palette and one text size."""

    tokens: Tokens = LIGHT
    scale: float = 1.0
    family: str = ""


def tokens() -> Tokens:
    """The palette in force."""
    return _Current.tokens


def scale() -> float:
    """The text size in force, 1.0 to 2.0."""
    return _Current.scale


def colour(name: str) -> QColor:
    """The colour of a token in the palette in force; ask again at each painting."""
    return QColor(getattr(_Current.tokens, name.replace("-", "_")))


def font(name: str, weight: int | None = None) -> QFont:
    """A font of the type scale at the text size in force."""
    points, usual = TYPE[name]
    made = QFont(_Current.family) if _Current.family else QFont()
    made.setPointSizeF(points * _Current.scale)
    made.setWeight(QFont.Weight(weight or usual))
    return made


def figures(name: str, weight: int | None = None) -> QFont:
    """The same with tabular figures, for columns of numbers, references and times."""
    made = font(name, weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def px(pixels: float) -> int:
    """A length of the design that grows with the text."""
    return round(pixels * _Current.scale)


def load_fonts() -> None:
    """Makes the bundled faces known; Inter becomes the face of the desk."""
    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        QFontDatabase.addApplicationFont(str(resources.path(f"fonts/Inter-{weight}.ttf")))
    QFontDatabase.addApplicationFont(str(resources.path("fonts/IBMPlexSansArabic-Regular.ttf")))
    _Current.family = "Inter"
    QFont.insertSubstitutions("Inter", ["IBM Plex Sans Arabic"])


def palette(tokens: Tokens) -> QPalette:
    """The Qt palette of a set of tokens."""
    made, role = QPalette(), QPalette.ColorRole
    for part, value in (
        (role.Window, tokens.window), (role.WindowText, tokens.text), (role.Base, tokens.base),
        (role.AlternateBase, tokens.alt), (role.Text, tokens.text),
        (role.PlaceholderText, tokens.placeholder), (role.Button, tokens.button),
        (role.ButtonText, tokens.text), (role.BrightText, tokens.bright), (role.Highlight, tokens.sel),
        (role.HighlightedText, tokens.sel_text), (role.Accent, tokens.accent), (role.Link, tokens.link),
        (role.LinkVisited, tokens.link), (role.ToolTipBase, tokens.tip_bg),
        (role.ToolTipText, tokens.tip_fg), (role.Light, tokens.base), (role.Midlight, tokens.header),
        (role.Mid, tokens.line), (role.Dark, tokens.edge), (role.Shadow, tokens.shadow),
    ):  # fmt: skip
        made.setColor(part, QColor(value))
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(tokens.disabled))
    return made


def apply(app: QApplication, tokens: Tokens, scale: float = 1.0) -> None:
    """Puts palette, type and style sheet in force for every window."""
    from app.ui import sheet

    if not _Current.family:
        load_fonts()
    _Current.tokens, _Current.scale = tokens, min(max(scale, 1.0), 2.0)
    app.setFont(font("body"))
    app.setPalette(palette(tokens))
    app.setStyleSheet(sheet.sheet(tokens))
