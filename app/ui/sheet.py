"""The style sheet of the desk, built from the tokens at start and on each change of palette or text size."""

from __future__ import annotations

from app import resources
from app.ui import palette
from app.ui.palette import TYPE, Tokens, px

INKS = ("text", "text2", "muted", "link", "accent", "r_text", "a_text", "g_text", "b_text", "disabled")


def _type_rules() -> list[str]:
    size = palette.scale()
    rules = [
        f'*[type="{name}"] {{ font-size: {points * size:.3f}pt; font-weight: {weight}; }}'
        for name, (points, weight) in TYPE.items()
    ]
    rules += [f'*[weight="{weight}"] {{ font-weight: {weight}; }}' for weight in (400, 500, 600, 700)]
    return rules


def sheet(t: Tokens) -> str:
    """The style sheet of a palette at the text size in force."""
    pad = px(5)
    inks = [f'QLabel[ink="{ink}"] {{ color: {getattr(t, ink)}; }}' for ink in INKS]
    control = px(30) - 2 * pad - 2
    rules = f"""
    QToolTip {{ color: {t.tip_fg}; background: {t.tip_bg}; border: 0; padding: 4px 7px; }}
    QPushButton {{ background: {t.button}; border: 1px solid {t.edge}; border-radius: 4px;
        padding: {pad}px {px(12)}px; min-height: {control}px; font-weight: 500; color: {t.text}; }}
    QPushButton:hover {{ background: {t.sel_weak}; }}
    QPushButton:pressed {{ background: {t.sel}; }}
    QPushButton:focus {{ border: 2px solid {t.accent}; padding: {pad - 1}px {px(12) - 1}px; }}
    QPushButton:disabled {{ color: {t.disabled}; border-color: {t.line}; }}
    QPushButton[kind="primary"] {{ background: {t.accent}; border-color: {t.accent}; color: {t.on_accent};
        font-weight: 600; }}
    QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{ background: {t.accent_press}; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; }}
    QPushButton[kind="primary"]:disabled {{ background: {t.line}; border-color: {t.line};
        color: {t.disabled}; }}
    QPushButton[kind="text"] {{ background: transparent; border-color: transparent; }}
    QPushButton[kind="link"] {{ background: transparent; border-color: transparent; color: {t.link};
        padding: 2px 4px; min-height: 0; }}
    QPushButton[kind="text"]:hover, QPushButton[kind="link"]:hover {{ background: {t.sel_weak}; }}
    QPushButton[kind="text"]:focus {{ border: 2px solid {t.accent}; }}
    QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent}; padding: 1px 3px; }}
    QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 4px;
        padding: {px(4)}px; color: {t.text}; }}
    QToolButton:hover {{ background: {t.sel_weak}; }}
    QToolButton:pressed {{ background: {t.sel}; }}
    QToolButton:focus {{ border: 2px solid {t.accent}; padding: {px(4) - 1}px; }}
    QToolButton[kind="choice"], QToolButton[kind="outlined"] {{ background: {t.button};
        border: 1px solid {t.edge}; padding: {pad}px {px(12)}px; font-weight: 500; }}
    QToolButton[kind="choice"]:checked {{ background: {t.sel}; border: 2px solid {t.accent};
        padding: {pad - 1}px {px(12) - 1}px; font-weight: 600; }}
    QToolButton[kind="choice"]:focus, QToolButton[kind="outlined"]:focus {{ border: 2px solid {t.accent};
        padding: {pad - 1}px {px(12) - 1}px; }}
    QToolButton::menu-indicator {{ image: none; }}
    QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QSpinBox {{ background: {t.base}; color: {t.text};
        border: 1px solid {t.edge}; border-radius: 4px; padding: {pad - 1}px {px(8)}px;
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QLineEdit, QPlainTextEdit, QComboBox, QComboBox QLineEdit {{ placeholder-text-color: {t.placeholder}; }}
    QLineEdit, QComboBox, QSpinBox {{ min-height: {control + 2}px; }}
    QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus {{
        border: 2px solid {t.accent}; padding: {pad - 2}px {px(8) - 1}px; }}
    QLineEdit[fault="true"], QComboBox[fault="true"], QPlainTextEdit[fault="true"] {{
        border: 2px solid {t.r_line}; padding: {pad - 2}px {px(8) - 1}px; }}
    QLineEdit:read-only {{ background: {t.alt}; }}
    QLineEdit[filter="true"], QPushButton[filter="true"] {{ min-height: 0; padding: 0 {px(6)}px;
        border: 1px solid {t.line}; border-radius: 3px; background: {t.base}; color: {t.text};
        font-size: {TYPE["small"][0] * palette.scale():.3f}pt; text-align: left; }}
    QPushButton[filter="true"] {{ color: {t.muted}; }}
    QLineEdit[filter="true"]:focus, QPushButton[filter="true"]:focus {{ border: 2px solid {t.accent};
        padding: 0 {px(6) - 1}px; }}
    QLineEdit[filter="true"][on="true"], QPushButton[filter="true"][on="true"] {{
        border: 1px solid {t.accent}; background: {t.sel_weak}; color: {t.text}; font-weight: 600; }}
    QLineEdit[filter="true"][fault="true"] {{ border: 2px solid {t.r_line}; padding: 0 {px(6) - 1}px; }}
    QComboBox QLineEdit, QComboBox QLineEdit:focus, QAbstractItemView QLineEdit {{
        border: 0; padding: 0; min-height: 0; }}
    QComboBox::drop-down {{ border: 0; width: {px(24)}px; }}
    QComboBox::down-arrow {{ image: url("{_arrow(t, "")}"); width: {px(14)}px; height: {px(14)}px; }}
    QComboBox QAbstractItemView, QListView[popup="true"] {{ background: {t.base}; border: 1px solid {t.edge};
        selection-background-color: {t.sel}; selection-color: {t.sel_text}; outline: 0; }}
    QListView[popup="true"]::item {{ min-height: {px(24)}px; }}
    QFrame[card="true"] {{ background: {t.base}; border: 1px solid {t.line}; border-radius: 6px; }}
    QFrame[rule="true"] {{ background: {t.line}; border: 0; }}
    QFrame[tint="r"] {{ background: {t.r_tint}; border: 1px solid {t.r_line}; border-radius: 4px; }}
    QFrame[tint="a"] {{ background: {t.a_tint}; border: 1px solid {t.a_line}; border-radius: 4px; }}
    QFrame[tint="b"] {{ background: {t.b_tint}; border: 1px solid {t.b_line}; border-radius: 4px; }}
    QFrame[tint="g"] {{ background: {t.g_tint}; border: 1px solid {t.g_line}; border-radius: 4px; }}
    QFrame[tint="sel"] {{ background: {t.sel_weak}; border: 0; }}
    QFrame[tint][bar="true"] {{ border-width: 0 0 1px 0; border-radius: 0; }}
    QFrame[panel="true"] {{ background: {t.base}; border: 0; }}
    QLabel[chip="true"] {{ background: {t.alt}; border: 1px solid {t.line}; border-radius: 3px;
        padding: 1px {px(6)}px; }}
    QMenuBar {{ background: {t.window}; border: 0; padding: {px(4)}px {px(8)}px {px(2)}px {px(8)}px; }}
    QMenuBar::item {{ padding: {px(5)}px {px(9)}px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {t.sel}; }}
    QMenu {{ background: {t.base}; border: 1px solid {t.edge}; padding: 4px; }}
    QMenu::item {{ padding: {pad}px {px(24)}px {pad}px {px(26)}px; border-radius: 3px; }}
    QMenu::item:selected {{ background: {t.sel}; color: {t.sel_text}; }}
    QMenu::item:disabled {{ color: {t.disabled}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 6px; }}
    QHeaderView {{ background: {t.header}; border: 0; }}
    QHeaderView::section {{ background: {t.header}; color: {t.text}; border: 0;
        border-right: 1px solid {t.grid}; border-bottom: 1px solid {t.line}; padding: 0 {px(8)}px;
        font-weight: 600; min-height: {px(29)}px; }}
    QTableView, QTreeView, QListView {{ background: {t.base}; border: 0; gridline-color: {t.grid}; outline: 0;
        selection-background-color: {t.sel}; selection-color: {t.sel_text}; }}
    QTableCornerButton::section {{ background: {t.header}; border: 0; }}
    QTabBar {{ background: transparent; border: 0; }}
    QTabBar::scroller {{ width: {px(26)}px; }}
    QTabBar QToolButton {{ background: {t.window}; border: 1px solid {t.line}; border-radius: 0;
        padding: 0; }}
    QTabBar QToolButton::left-arrow {{ image: url("{_arrow(t, "left-")}"); }}
    QTabBar QToolButton::right-arrow {{ image: url("{_arrow(t, "right-")}"); }}
    QTabBar::tab {{ background: transparent; border: 0; border-bottom: 3px solid transparent;
        padding: {px(8)}px {px(10)}px {px(6)}px {px(10)}px; margin-right: {px(4)}px; color: {t.text2}; }}
    QTabBar::tab:selected {{ color: {t.text}; border-bottom: 3px solid {t.accent}; font-weight: 600; }}
    QTabBar::tab:hover {{ background: {t.sel_weak}; }}
    QTabBar::tab:selected:focus {{ background: {t.sel}; }}
    QProgressBar {{ background: {t.base}; border: 1px solid {t.edge}; border-radius: 3px; text-align: center;
        min-height: {px(8)}px; }}
    QProgressBar::chunk {{ background: {t.accent}; }}
    QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
    QScrollBar::handle {{ background: {t.edge}; border-radius: 3px; margin: 3px; }}
    QScrollBar::handle:vertical {{ min-height: {px(28)}px; }}
    QScrollBar::handle:horizontal {{ min-width: {px(28)}px; }}
    QScrollBar::handle:hover {{ background: {t.text2}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: {t.base}; border: 0; }}
    QScrollArea {{ border: 0; background: transparent; }}
    QSplitter::handle {{ background: {t.line}; }}
    QStatusBar {{ background: {t.window}; border-top: 1px solid {t.line}; }}
    QStatusBar::item {{ border: 0; }}
    QStatusBar QLabel {{ color: {t.text2}; }}
    QCheckBox, QRadioButton {{ spacing: {px(8)}px; }}
    QRadioButton[framed="true"] {{ background: {t.base}; border: 1px solid {t.line}; border-radius: 4px;
        padding: {px(5)}px {px(9)}px; }}
    QRadioButton[framed="true"]:focus {{ border-color: {t.accent}; }}
    QRadioButton[framed="true"]:checked {{ background: {t.sel}; border: 2px solid {t.accent};
        padding: {px(5) - 1}px {px(9) - 1}px; font-weight: 600; }}
    QCalendarWidget QToolButton {{ color: {t.text}; }}
    QCalendarWidget QAbstractItemView {{ selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    """
    return "\n".join([rules, *_type_rules(), *inks])


def _arrow(t: Tokens, side: str) -> str:
    """An arrow (down, or to a side), which a sheet can only take from a file."""
    return resources.path(f"icons/arrow-{side}{'dark' if t.name == 'dark' else 'light'}.svg").as_posix()
