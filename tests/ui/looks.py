"""What can be checked of a window's looks without eyes: text that is cut off, widgets outside or on one another, contrast."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from itertools import combinations
from typing import Any

from PySide6.QtCore import QObject, QRect, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QStackedLayout,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from station.ui.theme import Theme

LONGEST_WORD = 24
"""Of a language that is longer, in letters; its other words are added after it."""
READABLE = 4.5
"""Contrast of text against its ground, as WCAG 2.2 AA asks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not look right: what, where (the widget and its parents), and the text."""

    what: str
    where: str
    text: str

    def __str__(self) -> str:
        """As one line of a report."""
        return f"{self.what}: {self.where} '{self.text}'"


def findings(root: QWidget, *, but: tuple[type[QWidget], ...] = ()) -> list[Finding]:
    """Everything that can be told of a window and what is visible in it, `but` for some kinds of widgets."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if not isinstance(widget, but) and widget.isVisible() and not widget.visibleRegion().isEmpty():
            found += [*_cut_off(widget), *_misplaced(widget, root), *_on_one_another(widget)]
    return found


def _cut_off(widget: QWidget) -> Iterator[Finding]:
    for kind, check in _CHECKS.items():
        if isinstance(widget, kind):
            yield from check(widget)


def _cut_label(label: QLabel) -> Iterator[Finding]:
    if label.text() and not label.wordWrap():
        yield from _too_small(label, label.text())
    elif label.text() and (height := label.heightForWidth(label.width())) > label.height():
        yield _finding(f"cut off (needs a height of {height}, has {label.height()})", label, label.text())


def _cut_button(button: QAbstractButton) -> Iterator[Finding]:
    icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
    is_picture = isinstance(button, QToolButton) and button.toolButtonStyle() is icon_only
    if button.text() and not is_picture:
        yield from _too_small(button, button.text())


def _cut_box(box: QComboBox) -> Iterator[Finding]:
    needed, has = box.fontMetrics().horizontalAdvance(box.currentText()), _combo_room(box)
    if needed > has:
        yield _finding(f"cut off (needs {needed}, has {has})", box, box.currentText())


def _cut_line(line: QLineEdit) -> Iterator[Finding]:
    needed = line.fontMetrics().horizontalAdvance(line.placeholderText()) + 20
    if line.placeholderText() and not line.text() and needed > line.width():
        yield _finding(f"cut off (needs {needed}, has {line.width()})", line, line.placeholderText())


def _cut_tabs(tabs: QTabBar) -> Iterator[Finding]:
    if tabs.sizeHint().width() > tabs.width():
        yield _finding("tabs need scrolling", tabs, "")


def _cut_bar(bar: QToolBar) -> Iterator[Finding]:
    more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    if isinstance(more, QToolButton) and more.isVisible():
        yield _finding("toolbar has no room for all its buttons", bar, "")


def _too_small(widget: QWidget, text: str) -> Iterator[Finding]:
    wish, room = widget.sizeHint(), f"{widget.width()}x{widget.height()}"
    if wish.width() > widget.width() + 1 or wish.height() > widget.height() + 2:
        yield _finding(f"cut off (needs {wish.width()}x{wish.height()}, has {room})", widget, text)


def _combo_room(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    option.initFrom(box)
    option.editable = box.isEditable()
    field = QStyle.SubControl.SC_ComboBoxEditField
    place = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box)
    has_icon = not box.itemIcon(box.currentIndex()).isNull()
    return place.width() - (box.iconSize().width() + 4 if has_icon else 0)


def _cut_headers(header: QHeaderView) -> Iterator[Finding]:
    if header.orientation() is not Qt.Orientation.Horizontal:
        return
    for section in range(header.count()):
        text = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
        needed = max(map(header.fontMetrics().horizontalAdvance, text.split("\n"))) + 12
        if not header.isSectionHidden(section) and needed > header.sectionSize(section):
            yield _finding(f"cut off (needs {needed}, has {header.sectionSize(section)})", header, text)


_CHECKS: dict[type[QWidget], Callable[[Any], Iterator[Finding]]] = {
    QLabel: _cut_label,
    QAbstractButton: _cut_button,
    QComboBox: _cut_box,
    QLineEdit: _cut_line,
    QTabBar: _cut_tabs,
    QHeaderView: _cut_headers,
    QToolBar: _cut_bar,
}


def _misplaced(widget: QWidget, root: QWidget) -> Iterator[Finding]:
    parent = widget.parentWidget()
    if widget is root or parent is None or widget.isWindow() or _is_scrolled(widget):
        return
    if not parent.rect().contains(widget.geometry()):
        yield _finding(f"outside its parent ({_size(widget.geometry())} in {_size(parent.rect())})", widget, "")


def _is_scrolled(widget: QWidget) -> bool:
    above = widget.parentWidget()
    grand = above.parentWidget() if above is not None else None
    return isinstance(grand, QAbstractScrollArea) or isinstance(above, (QTabBar, QAbstractScrollArea, QHeaderView))


def _on_one_another(widget: QWidget) -> Iterator[Finding]:
    layout = widget.layout()
    if layout is not None:
        placed = [part for part in _placed(layout) if part.isVisible()]
        for one, other in combinations(placed, 2):
            both = one.geometry().intersected(other.geometry())
            if both.width() > 1 and both.height() > 1:
                yield _finding(f"lies on {_name(other)} ({_size(both)})", one, _text(one))


def _placed(layout: QLayout) -> Iterator[QWidget]:
    """The widgets that a layout and those in it put beside one another."""
    if isinstance(layout, QStackedLayout):
        return
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is not None and (part := item.widget()) is not None:
            yield part
        elif item is not None and (inner := item.layout()) is not None:
            yield from _placed(inner)


def _finding(what: str, widget: QWidget, text: str) -> Finding:
    names = [_name(widget)]
    parent = widget.parentWidget()
    while parent is not None and len(names) < 5:
        names.append(_name(parent))
        parent = parent.parentWidget()
    return Finding(what, " < ".join(names), text)


def _name(widget: QObject) -> str:
    name = widget.objectName()
    return type(widget).__name__ + (f"#{name}" if name else "")


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""


def _size(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}x{rect.height()}"


def contrast(one: str, other: str) -> float:
    """Contrast of two colours #rrggbb, from 1 to 21, after WCAG 2.2."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


GROUNDS = ("window", "surface", "raised", "hover", "selected")
READ_ON: dict[str, tuple[str, ...]] = {
    "text": GROUNDS,
    "muted": ("window", "surface", "raised", "hover"),
    "accent": ("window", "surface", "raised"),
    "ok_text": ("window", "surface"),
    "not_ok_text": ("window", "surface"),
    "warning_text": ("window", "surface"),
    "on_accent": ("accent",),
    "on_strong": ("ok", "not_ok", "no_result", "warning"),
}
"""Which colours of a theme are text, and the grounds on which the style sheet and the widgets put them."""


def unreadable(theme: Theme) -> list[str]:
    """The pairs of a theme's colours whose contrast is too small for text."""
    colours = {field.name: str(getattr(theme, field.name)) for field in fields(theme)}
    pairs = [(ink, ground) for ink, grounds in READ_ON.items() for ground in grounds]
    return [
        f"{theme.name}: {ink} on {ground} {contrast(colours[ink], colours[ground]):.2f}"
        for ink, ground in pairs
        if contrast(colours[ink], colours[ground]) < READABLE
    ]


class Longer(QTranslator):
    """A language a third longer than English, as German is: shows what has no room before it is translated."""

    def translate(self, context: str, text: str, disambiguation: str = "", n: int = -1) -> str:
        """The English text with a tail."""
        del context, disambiguation, n
        more = 1 + len(text) // 3
        words = ["n" * min(LONGEST_WORD, more - at) for at in range(0, more, LONGEST_WORD)]
        return text + " ".join(words) if text else ""

    def isEmpty(self) -> bool:
        """It knows every text."""
        return False
