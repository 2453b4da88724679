"""What an audit found, beside a run's figures: a warning for each attribute that looks aside, or quietly that all is well."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from station.live.auditing import Audit
from station.model.audit import ENOUGH, TOO_MUCH, AttributeAudit, Place
from station.ui.icons import icon
from station.ui.roles import label
from station.ui.spoken import number, per_cent
from station.ui.theme import GAP, GRID
from station.ui.words import QT_TRANSLATE_NOOP

MOST_WARNINGS = 3
"""That there is room for; of more it is said how many."""

WHERE: dict[Place, str] = {
    Place.UPPER_LEFT: QT_TRANSLATE_NOOP("AuditBox", "mostly in the upper left corner"),
    Place.UPPER: QT_TRANSLATE_NOOP("AuditBox", "mostly in the upper part"),
    Place.UPPER_RIGHT: QT_TRANSLATE_NOOP("AuditBox", "mostly in the upper right corner"),
    Place.LEFT: QT_TRANSLATE_NOOP("AuditBox", "mostly at the left side"),
    Place.MIDDLE: QT_TRANSLATE_NOOP("AuditBox", "mostly in the middle"),
    Place.RIGHT: QT_TRANSLATE_NOOP("AuditBox", "mostly at the right side"),
    Place.LOWER_LEFT: QT_TRANSLATE_NOOP("AuditBox", "mostly in the lower left corner"),
    Place.LOWER: QT_TRANSLATE_NOOP("AuditBox", "mostly in the lower part"),
    Place.LOWER_RIGHT: QT_TRANSLATE_NOOP("AuditBox", "mostly in the lower right corner"),
    Place.SCATTERED: QT_TRANSLATE_NOOP("AuditBox", "here and there"),
}
assert set(WHERE) == set(Place)


class AuditBox(QWidget):
    """Sentences, each with a button that shows the worst pictures."""

    opened = Signal(str)
    """(attribute) whose pictures somebody wants to see."""

    def __init__(self, parent: QWidget) -> None:
        """Begin with nothing to say."""
        super().__init__(parent)
        self._audit: Audit | None = None
        self._is_auditing = False
        self._says = label(self, role="muted", wraps=True)
        self._sign = QLabel(self)
        self._rows: list[tuple[QLabel, QPushButton]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(0, 1)
        remark = QHBoxLayout()
        remark.setSpacing(GAP)
        remark.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        remark.addWidget(self._says, 1)
        self._grid.addLayout(remark, MOST_WARNINGS, 0, 1, 2)
        for row in range(MOST_WARNINGS):
            self._add_row(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.retranslate()

    @property
    def audit(self) -> Audit | None:
        """What is on screen."""
        return self._audit

    @property
    def has_warnings(self) -> bool:
        """Whether a warning is on screen."""
        return not self._rows[0][0].isHidden()

    def show_audit(self, audit: Audit | None) -> None:
        """Show what was found; None where nobody knows."""
        self._audit = audit
        self.retranslate()

    def show_auditing(self, is_auditing: bool) -> None:
        """Say that the run on screen is being audited."""
        if is_auditing != self._is_auditing:
            self._is_auditing = is_auditing
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        warnings = self._audit.warnings if self._audit is not None and not self._is_auditing else ()
        for row, (says, button) in enumerate(self._rows):
            is_there = row < len(warnings)
            says.setVisible(is_there)
            button.setVisible(is_there and bool(warnings[row].worst))
            if is_there:
                says.setText(self.sentence(warnings[row]))
                button.setText(self.tr("Show pictures"))
                button.setAccessibleName(self.tr("Show pictures of {attribute}").format(attribute=warnings[row].name))
        text, sign = self._remark(warnings)
        self._says.setText(text)
        self._says.setVisible(bool(text))
        self._sign.setVisible(bool(sign))
        self._sign.setPixmap(icon(sign).pixmap(16, 16) if sign else self._sign.pixmap())
        self.setVisible(bool(warnings or text))

    def sentence(self, found: AttributeAudit) -> str:
        """The warning of an attribute: how much lies outside the seam, and where."""
        if found.outside is not None and found.outside >= TOO_MUCH:
            text = self.tr(
                "{attribute}: {share} of what the network looked at lies outside the seam{where}; it may be right for the "
                "wrong reason"
            )
            share = per_cent(found.outside, 0)
        else:
            text = self.tr(
                "{attribute}: in {share} of its pictures ({aside} of {pictures}) the network looked beside the seam"
                "{where}; it may be right for the wrong reason"
            )
            share = per_cent(found.aside / found.pictures, 0)
        where = "" if found.place is None else f", {QCoreApplication.translate('AuditBox', WHERE[found.place])}"
        counts = {"aside": number(found.aside), "pictures": number(found.pictures)}
        return text.format(attribute=found.name, share=share, where=where, **counts)

    def _remark(self, warnings: tuple[AttributeAudit, ...]) -> tuple[str, str]:
        """What is said quietly, and its sign."""
        if self._is_auditing:
            return self.tr("Being audited: where does it look? How far that is stands below in the window."), ""
        if self._audit is None:
            return "", ""
        few = ", ".join(found.name for found in self._audit.attributes if found.pictures < ENOUGH)
        said = [] if warnings else [self.tr("Audited: what it looked at lies on the seam.")]
        if more := ", ".join(found.name for found in warnings[MOST_WARNINGS:]):
            said.append(self.tr("It looks aside for these too: {names}.").format(names=more))
        if few:
            said.append(self.tr("Too few pictures to tell of: {names}.").format(names=few))
        return " ".join(said), "" if warnings else "circle-check"

    def _add_row(self, row: int) -> None:
        says, button = label(self, role="warning", wraps=True), QPushButton(self)
        button.clicked.connect(partial(self._open, row))
        self._grid.addWidget(says, row, 0)
        self._grid.addWidget(button, row, 1, Qt.AlignmentFlag.AlignVCenter)
        self._rows.append((says, button))

    def _open(self, row: int) -> None:
        if self._audit is not None and row < len(self._audit.warnings):
            self.opened.emit(self._audit.warnings[row].name)
