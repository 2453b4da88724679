"""What the dialogs about projects share: a title, a sentence, the content, the problem of now, and two buttons."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station.ui.icons import icon
from station.ui.theme import GAP, GRID, MARGIN, theme


class DialogPage(QDialog):
    """Subclasses put their content into `content`, say their texts in `retranslate`, and show why they can't go on."""

    def __init__(self, parent: QWidget) -> None:
        """Build the frame."""
        super().__init__(parent)
        self._is_new = True
        self.heading = _label(self, "title")
        self.sentence = _label(self, "muted")
        self.content = QVBoxLayout()
        self.content.setSpacing(GAP)
        self._sign = QLabel(self)
        self._problem = _label(self, "warning")
        keep = self._problem.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._problem.setSizePolicy(keep)
        problem = QHBoxLayout()
        problem.setSpacing(GAP)
        problem.addWidget(self._sign)
        problem.addWidget(self._problem, 1)
        buttons = QDialogButtonBox(self)
        self.go = QPushButton(self)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.begin)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN + GAP, MARGIN + GAP, MARGIN + GAP, MARGIN)
        column.setSpacing(GRID)
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addSpacing(GAP)
        column.addLayout(self.content, 1)
        column.addSpacing(GRID)
        column.addLayout(problem)
        column.addSpacing(GAP)
        column.addWidget(buttons)
        self.show_problem("")

    def begin(self) -> None:
        """The person wants what the dialog offers; subclasses do it."""

    def retranslate(self) -> None:
        """Say everything in the language of now; subclasses set all their texts here."""

    def show_problem(self, problem: str, *, allowed: bool | None = None) -> None:
        """Say why it can't go on; with none it can. `allowed` decides otherwise (a mere hint, or still looking)."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._sign.setVisible(bool(problem))
        self._sign.setPixmap(icon("alert-triangle", colour=theme().warning_text).pixmap(5 * GRID, 5 * GRID))
        self.go.setEnabled(not problem if allowed is None else allowed)
        self.fit()

    def fit(self) -> None:
        """Be as high as the content needs: wrapped texts are not asked by Qt itself, and rows come and go."""
        column = self.layout()
        if column is not None:
            column.activate()
            wanted = column.totalHeightForWidth(self.width())
            if self.isVisible() and wanted > self.height():
                self.resize(self.width(), wanted)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit at once, and give the keys to the first field: with a button, a space in a name would press it."""
        if self._is_new:
            self._is_new = False
            if (last := self.previousInFocusChain()) is not None:
                QWidget.setTabOrder(last, self.go)  # the buttons were made first, and come last
            QWidget.setTabOrder(self.go, self.cancel)
            if (first := self.first_field()) is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
        super().showEvent(event)
        self.fit()

    def first_field(self) -> QWidget | None:
        """What has the keys at the beginning; None where the dialog sees to that itself."""
        return None

    @property
    def problem(self) -> str:
        """The sentence that is shown."""
        return self._problem.text()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _label(parent: QWidget, role: str) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
