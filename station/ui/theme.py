"""The one file of colours and distances: a light and a dark theme, as a palette and a style sheet made from the same tokens."""

from dataclasses import asdict, dataclass
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from station.core.folders import resource
from station.core.verdict import Verdict

GRID = 4
"""Every distance is a multiple of these pixels."""
GAP = 2 * GRID
MARGIN = 4 * GRID


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a theme, as #rrggbb."""

    name: Literal["light", "dark"]
    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    hover: str
    selected: str
    canvas: str
    ok: str
    not_ok: str
    no_result: str
    warning: str
    ok_text: str
    not_ok_text: str
    warning_text: str
    on_strong: str = "#ffffff"
    """Text on the verdicts' and the warning's colours."""


LIGHT = Theme(
    name="light",
    window="#f4f5f7",
    surface="#ffffff",
    raised="#fafbfc",
    border="#d5dae1",
    text="#1a222d",
    muted="#586474",
    accent="#0b5cad",
    on_accent="#ffffff",
    hover="#e9edf2",
    selected="#dceafa",
    canvas="#22272e",
    ok="#17733a",
    not_ok="#b3261e",
    no_result="#5f6874",
    warning="#8f5200",
    ok_text="#17733a",
    not_ok_text="#b3261e",
    warning_text="#8f5200",
)
DARK = Theme(
    name="dark",
    window="#15181d",
    surface="#1c2027",
    raised="#232830",
    border="#363e49",
    text="#e7ebf0",
    muted="#9ba7b6",
    accent="#5aa9f5",
    on_accent="#0c1520",
    hover="#2a313a",
    selected="#20384f",
    canvas="#0c0e11",
    ok="#1d8546",
    not_ok="#cf3a32",
    no_result="#66707d",
    warning="#a6670b",
    ok_text="#4fbf7b",
    not_ok_text="#ff7b72",
    warning_text="#e3a33f",
)

_chosen = [LIGHT]


def theme() -> Theme:
    """The theme that is on screen now."""
    return _chosen[0]


def verdict_colour(verdict: Verdict) -> str:
    """The ground of a verdict, on which `on_strong` is read."""
    now = theme()
    table = {
        Verdict.OK: now.ok,
        Verdict.NOT_OK: now.not_ok,
        Verdict.NO_RESULT: now.no_result,
        Verdict.NOT_INSPECTED: now.no_result,
    }
    return table[verdict]


def apply_theme(application: QApplication, wish: Literal["system", "light", "dark"]) -> None:
    """Dress the whole application; widgets hear of it by PaletteChange and repaint what they draw themselves."""
    dark = wish == "dark" or (wish == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    chosen = _chosen[0] = DARK if dark else LIGHT
    if application.style().objectName().lower() != "fusion":
        application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(_palette(chosen))
    sheet = Template(resource("theme.qss").read_text(encoding="utf-8"))
    icons = resource("icons").as_posix()
    application.setStyleSheet(sheet.substitute(asdict(chosen), icons=icons, grid=GRID, gap=GAP, margin=MARGIN))


def _palette(colours: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, value in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.raised,
        role.Text: colours.text,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.Accent: colours.accent,
        role.BrightText: colours.not_ok,
        role.Mid: colours.border,
        role.Light: colours.raised,
        role.Dark: colours.border,
    }.items():
        palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(colours.muted)
        faded.setAlphaF(0.65)
        palette.setColor(QPalette.ColorGroup.Disabled, name, faded)
    return palette
