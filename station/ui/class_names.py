"""The classes of a new project, written one a line; beneath them, with the keys and colours that they get."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from station.core.attributes import Attribute, AttributeSet, classes_named, problem_with
from station.core.class_folders import problem_with_new
from station.ui.error_texts import said
from station.ui.spoken import number
from station.ui.theme import GAP, GRID

LINES = 5
MOST_SHOWN = 24
"""Classes; of more it is said how many there are."""


class ClassNames(QWidget):
    """`classes` are what is written; `problem` says at any time why they would not do."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.text = _Lines(self)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(LINES * self.text.fontMetrics().lineSpacing() + 5 * GRID)
        self.text.textChanged.connect(self._typed)
        self._preview = QLabel(self)
        self._preview.setTextFormat(Qt.TextFormat.RichText)
        self._preview.setWordWrap(True)
        self._preview.setProperty("role", "muted")
        self._preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._preview.setMinimumHeight(11 * GRID)
        self._preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.text)
        column.addWidget(self._preview)
        self.retranslate()

    @property
    def names(self) -> tuple[str, ...]:
        """What is written, without empty lines."""
        lines = (line.strip() for line in self.text.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    @property
    def classes(self) -> AttributeSet:
        """The classes, which have to be without a problem."""
        from station.core.palette import class_colours  # which the window's start does not wait for

        return classes_named(self.names, colours=class_colours(self.names))

    def problem(self) -> str:
        """Why these classes would not do, as a sentence; empty where they would."""
        classes = [Attribute(name, "", (0, 0, 0)) for name in self.names]
        problem = said(problem_with(classes, kind="classes") or problem_with_new(self.names))
        return problem[:1].upper() + problem[1:]

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.text.setPlaceholderText(self.tr("One class a line, such as\nApple\nOrange\nTomato"))
        self.text.setAccessibleName(self.tr("Classes"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _typed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        if self.problem():
            self._preview.setText(self.tr("Each class gets a key and a colour; both can be changed later."))
            return
        shown = [_shown(one) for one in tuple(self.classes)[:MOST_SHOWN]]
        text = "&nbsp;&nbsp; ".join(shown)
        if (more := len(self.names) - len(shown)) > 0:
            text = self.tr("{classes} and {n} more").format(classes=text, n=number(more))
        self._preview.setText(text)


class _Lines(QPlainTextEdit):
    """Return begins a line; the dialog's button does not take it."""

    def event(self, event: QEvent) -> bool:
        """Keep every key that writes."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.text():
            event.accept()
            return True
        return super().event(event)


def _shown(one: Attribute) -> str:
    blue, green, red = one.colour
    key = f"&nbsp;({escape(one.key)})" if one.key else ""
    name = escape(one.name).replace(" ", "&nbsp;")
    return f'<span style="color:#{red:02x}{green:02x}{blue:02x}">■</span>&nbsp;{name}{key}'
