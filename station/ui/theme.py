"""The one file of colours and distances: a light and a dark theme, as a palette and a style sheet made from the same tokens."""

from dataclasses import asdict, dataclass
from functools import lru_cache
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QStyleFactory

from station.core.attributes import Colour
from station.core.folders import resource
from station.core.verdict import Verdict

GRID = 4
"""Every distance is a multiple of these pixels."""
GAP = 2 * GRID
MARGIN = 4 * GRID
LEAST_CONTRAST = 3.0
DRESSED = "station_dressed"


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
    faint: str
    accent: str
    on_accent: str
    hover: str
    selected: str
    canvas: str
    ok: str
    not_ok: str
    named: str
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
    faint="#a2abb7",
    accent="#0b5cad",
    on_accent="#ffffff",
    hover="#e9edf2",
    selected="#dceafa",
    canvas="#22272e",
    ok="#17733a",
    not_ok="#b3261e",
    named="#0b5cad",
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
    faint="#566070",
    accent="#5aa9f5",
    on_accent="#0c1520",
    hover="#2a313a",
    selected="#20384f",
    canvas="#0c0e11",
    ok="#1d8546",
    not_ok="#cf3a32",
    named="#1f66b0",
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
        Verdict.NAMED: now.named,
        Verdict.NO_RESULT: now.no_result,
        Verdict.NOT_INSPECTED: now.no_result,
    }
    return table[verdict]


def line_colour(colour: Colour) -> str:
    """An attribute's colour (blue, green, red) as a line on `surface`: drawn towards the text until it stands out 3 to 1.

    White for good would be invisible on a light ground, blue nearly so on a dark one (WCAG 2.2, 1.4.11).
    """
    return _line_colour(colour, theme().surface, theme().text)


@lru_cache(maxsize=256)
def _line_colour(colour: Colour, surface: str, text: str) -> str:
    """Kept, since eight are asked for at each paint of an inspection's bars."""
    ground, ink = QColor(surface), QColor(text)
    own = QColor(colour[2], colour[1], colour[0])
    for share in range(11):
        pairs = ((own.redF(), ink.redF()), (own.greenF(), ink.greenF()), (own.blueF(), ink.blueF()))
        mixed = QColor.fromRgbF(*((a * (10 - share) + b * share) / 10 for a, b in pairs))
        if _contrast(mixed, ground) >= LEAST_CONTRAST:
            return mixed.name()
    return ink.name()


def shaded(strong: str, share: float) -> tuple[str, str]:
    """A ground between `surface` (share 0) and a strong colour (share 1), and the ink that is read on it best."""
    ground, end = QColor(theme().surface), QColor(strong)
    pairs = ((ground.redF(), end.redF()), (ground.greenF(), end.greenF()), (ground.blueF(), end.blueF()))
    mixed = QColor.fromRgbF(*(low + (high - low) * share for low, high in pairs))
    ink = max((DARK.text, LIGHT.text), key=lambda text: _contrast(QColor(text), mixed))
    return mixed.name(), ink


def _contrast(one: QColor, other: QColor) -> float:
    """The contrast of WCAG 2.2 between two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def apply_theme(application: QApplication, wish: Literal["system", "light", "dark"]) -> None:
    """Dress the whole application; widgets hear of it by PaletteChange and repaint what they draw themselves."""
    dark = wish == "dark" or (wish == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    chosen = _chosen[0] = DARK if dark else LIGHT
    if not application.property(DRESSED):  # the style itself can't be asked: a style sheet hides its name
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setProperty(DRESSED, True)
    application.setPalette(_palette(chosen))
    sheet = Template(resource("theme.qss").read_text(encoding="utf-8"))
    icons = resource("icons").as_posix()
    application.setStyleSheet(sheet.substitute(asdict(chosen), icons=icons, grid=GRID, gap=GAP, margin=MARGIN))


def inset(box: QAbstractSpinBox) -> None:
    """Keep the number of a spin box off its frame: Qt 6.11 ignores the left padding of a style sheet there."""
    for line in box.findChildren(QLineEdit):
        line.setTextMargins(GRID + 2, 0, 0, 0)


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
