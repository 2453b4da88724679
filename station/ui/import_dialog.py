"""A stranger's run that was found sound: its card, what was left out of it, and the name that it gets here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QLineEdit, QWidget

from station.core.errors import StationError
from station.live.importing import Found
from station.model.runs import Card, check_name
from station.ui.dialog_page import DialogPage
from station.ui.error_texts import said
from station.ui.spoken import number
from station.ui.theme import GAP, MARGIN

MOST_NAMES = 12
WIDTH = 620
SHA256_SHOWN = 16


class ImportDialog(DialogPage):
    """Asks whether to take it."""

    def __init__(self, found: Found, *, name: str, parent: QWidget) -> None:
        """Show this run, which gets `name` unless the person writes another."""
        super().__init__(parent)
        self._found = found
        self._card_frame = QFrame(self)
        self._card_frame.setProperty("role", "card")
        self._form = QFormLayout(self._card_frame)
        self._form.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._form.setHorizontalSpacing(MARGIN)
        self._form.setVerticalSpacing(GAP)
        self._rows = [(QLabel(self), _value(self)) for _ in range(6)]
        for label, value in self._rows:
            label.setProperty("role", "muted")
            self._form.addRow(label, value)
        self._notes = _value(self)
        self._notes.setVisible(bool(found.notes))
        self._name_label = QLabel(self)
        self.name = QLineEdit(name, self)
        self._name_label.setBuddy(self.name)
        self.name.textChanged.connect(self._judge)
        for part in (self._card_frame, self._notes, self._name_label, self.name):
            self.content.addWidget(part)
        self.content.addStretch(1)
        self.retranslate()
        self.resize(WIDTH, 1)

    @property
    def wanted_name(self) -> str:
        """The name that the person gave."""
        return self.name.text().strip()

    def begin(self) -> None:
        """Take it."""
        self.accept()

    def first_field(self) -> QWidget:
        """The name."""
        return self.name

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setWindowTitle(self.tr("Import a run"))
        self.heading.setText(self.tr("This run is sound"))
        self.sentence.setText(
            self.tr(
                "Its weights were checked in a process of their own: they are whole, finite, and of its network. Whether it"
                " answers well, only an evaluation on your own pictures tells."
            )
        )
        for (label, value), (name, text) in zip(self._rows, self._said(self._found.run.card), strict=True):
            label.setText(name)
            value.setText(text)
        notes = [said(StationError(note)) for note in self._found.notes.split("; ")]
        self._notes.setText("\n".join(f"{note[:1].upper()}{note[1:]}." for note in notes))
        self._name_label.setText(self.tr("Name in this project"))
        self.go.setText(self.tr("Import"))
        self._judge()

    def _judge(self) -> None:
        try:
            check_name(self.wanted_name)
        except StationError as problem:
            self.show_problem(said(problem))
        else:
            self.show_problem("")

    def _said(self, card: Card) -> list[tuple[str, str]]:
        width, height = card.image_size
        names = [attribute.name for attribute in card.attributes]
        figures = card.figures
        right = ", ".join(
            f"{name} {number(value, 1)}" for name, value in list(figures.valid_accuracies.items())[:MOST_NAMES]
        )
        made = ", ".join(f"{name} {version}" for name, version in list(card.versions.items())[:3])
        sorts = self.tr("Classes") if card.kind == "classes" else self.tr("Attributes")
        network = self.tr("{network}, {count} weights, pictures of {width} x {height}")
        loss = self.tr("unknown") if figures.valid_loss is None else number(figures.valid_loss, 3)
        return [
            (
                self.tr("Network"),
                network.format(network=card.network, count=number(card.parameters), width=width, height=height),
            ),
            (sorts, ", ".join(names[:MOST_NAMES]) + (" ..." if len(names) > MOST_NAMES else "")),
            (self.tr("Made"), f"{card.created[:16].replace('T', ' ')}, {made}"),
            (self.tr("Val. loss there"), loss),
            (self.tr("Per cent right there"), right or self.tr("unknown")),
            (self.tr("Weights' sha256"), f"{card.weights.sha256[:SHA256_SHOWN]}..."),
        ]


def _value(parent: QWidget) -> QLabel:
    """A label for what a stranger wrote: never taken for mark-up."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
