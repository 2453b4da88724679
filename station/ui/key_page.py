"""The key page: everything that can be done, with its keys, and every key can be changed."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station.core.errors import StationError
from station.ui.action_table import ROWS
from station.ui.actions import is_attribute, native, parts_of, plain_text_of
from station.ui.context import Context
from station.ui.dialogs import fit
from station.ui.error_texts import said
from station.ui.key_list import KeyList
from station.ui.theme import GAP, MARGIN


class KeyPage(QDialog):
    """A list of actions above, and below it the keys of the one that is chosen."""

    def __init__(self, context: Context, parent: QWidget, *, tab: str = "") -> None:
        """Show the keys of now, those of this tab first."""
        super().__init__(parent)
        self._context = context
        self.filter = QLineEdit(self)
        self.filter.setClearButtonEnabled(True)
        self.list = KeyList(context.actions, self)
        self._name, self._about, self.message = QLabel(self), QLabel(self), QLabel(self)
        self.edit = QKeySequenceEdit(self)
        self.edit.setMaximumSequenceLength(1)
        self.edit.setFixedWidth(180)
        self.add = QCheckBox(self)
        self.remove, self.reset, self.reset_all, self.print, self.close_button = (QPushButton(self) for _ in range(5))
        self._lay_out()
        self._connect()
        self._retranslate()
        fit(self, 760, 640)
        self.list.begin_at(tab)
        self.filter.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._name.setProperty("role", "heading")
        self._about.setProperty("role", "muted")
        self.message.setProperty("role", "alarm")
        for label in (self._about, self.message):
            label.setWordWrap(True)
        self.close_button.setProperty("role", "primary")
        for button in (self.remove, self.reset, self.reset_all, self.print, self.close_button):
            button.setAutoDefault(False)
        card = QFrame(self)
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(MARGIN, GAP + GAP // 2, MARGIN, GAP + GAP // 2)
        inside.setSpacing(GAP)
        inside.addWidget(self._name)
        inside.addLayout(_row(self.edit, self.add, None, self.remove, self.reset))
        inside.addWidget(self._about)
        inside.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP + GAP // 2)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addWidget(card)
        column.addLayout(_row(self.reset_all, self.print, None, self.close_button))

    def _connect(self) -> None:
        self.filter.textChanged.connect(self.list.filter)
        self.list.chosen.connect(self._show)
        self.list.wanted.connect(self.edit.setFocus)
        self.edit.editingFinished.connect(self._typed)
        self.remove.clicked.connect(self._remove)
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self.print.clicked.connect(self._print)
        self.close_button.clicked.connect(self.accept)
        self._context.actions.keys_changed.connect(self._keys_changed)
        find = QAction(self)
        find.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        find.triggered.connect(self.filter.setFocus)
        self.addAction(find)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keys"))
        self.filter.setPlaceholderText(self.tr("Find an action or a key"))
        self.edit.setAccessibleName(self.tr("New key"))
        self.add.setText(self.tr("Besides the keys it has"))
        self.remove.setText(self.tr("No key"))
        self.reset.setText(self.tr("Reset"))
        self.reset_all.setText(self.tr("Reset all"))
        self.print.setText(self.tr("Print..."))
        self.close_button.setText(self.tr("Close"))
        self.list.retranslate()
        self._show()

    def _keys_changed(self) -> None:
        self.list.renew()
        self._show()

    def _show(self) -> None:
        """The chosen action, its keys, and what can be done with them."""
        self.message.hide()
        self.reset_all.setEnabled(bool(self._context.actions.changed_keys))
        row = self.list.row
        free = row is not None and not is_attribute(row.name)
        for part in (self.edit, self.add, self.remove, self.reset):
            part.setEnabled(free)
        if row is None:
            self._name.setText(self.tr("No action is chosen"))
            self._about.setText("")
            return
        actions = self._context.actions
        self._name.setText(plain_text_of(row))
        first = parts_of(actions.key_of(row.name))[:1]
        self._put(first[0] if first else "")
        self.remove.setEnabled(free and bool(actions.key_of(row.name)))
        self.reset.setEnabled(row.name in actions.changed_keys)
        self._about.setText(self._said_of(row.name))

    def _said_of(self, name: str) -> str:
        user = self._context.actions.refused.get(name)
        if user is not None:
            text = self.tr("Without a key: {action} uses it.")
            return text.format(action=self._title_of(user))
        if is_attribute(name):
            return self.tr("The key of an attribute belongs to the project: change it under Attributes.")
        default = next(row.key for row in ROWS if row.name == name)
        text = self.tr("Press the new key. From the start: {keys}.")
        return text.format(keys=native(default) or self.tr("none"))

    def _typed(self) -> None:
        """A key was pressed in the field: take it, or say who has it."""
        row, key = self.list.row, self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if row is None or not key:
            return
        now = parts_of(self._context.actions.key_of(row.name))
        if key in (now if self.add.isChecked() else now[:1]):
            return
        user = self._context.actions.user_of(key, name=row.name)
        if user is not None:
            self._put(now[0] if now else "")
            text = self.tr("{key} is used by {action}. Give that another key first.")
            self._say(text.format(key=native(key), action=self._title_of(user.name)))
            return
        kept = now if self.add.isChecked() else []
        self._change({row.name: ", ".join((*kept, key))})
        self.list.setFocus()

    def _remove(self) -> None:
        if self.list.row is not None:
            self._change({self.list.row.name: ""})

    def _reset(self) -> None:
        """The key of the table again, unless another action has it by now."""
        row = self.list.row
        if row is None:
            return
        user = self._context.actions.user_of(row.key, name=row.name)
        if user is None:
            self._change({row.name: row.key})
        else:
            text = self.tr("{key} is used by {action}. Give that another key first.")
            self._say(text.format(key=native(row.key), action=self._title_of(user.name)))

    def _reset_all(self) -> None:
        self._save({})

    def _change(self, keys: dict[str, str]) -> None:
        own = {row.name: row.key for row in ROWS}
        wanted = {**self._context.actions.changed_keys, **keys}
        self._save({name: key for name, key in wanted.items() if key != own.get(name)})

    def _save(self, keys: dict[str, str]) -> None:
        try:
            self._context.settings.change("", keys=keys)
        except StationError as error:
            self._say(said(error))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.show()

    def _put(self, key: str) -> None:
        self.edit.blockSignals(True)
        self.edit.setKeySequence(QKeySequence(key))
        self.edit.blockSignals(False)

    def _title_of(self, name: str) -> str:
        return self.list.full_title(next(row for row in self._context.actions.rows if row.name == name))

    def _print(self) -> None:
        from station.ui.key_print import ask_and_print

        ask_and_print(self._context.actions, self.list.places, self)


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets beside each other; None is the space between."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
