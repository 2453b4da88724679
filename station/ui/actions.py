"""The one table of what can be done in the window: menus, toolbars, keys and the key page are made from it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from station.core.attributes import AttributeSet
from station.ui.action_row import Row
from station.ui.action_table import ROWS
from station.ui.icons import beside_icon, icon
from station.ui.words import QT_TRANSLATE_NOOP


class Actions(QObject):
    """The QActions of the table. A key works on its own tab; those of no tab work everywhere.

    Attributes of the open project add rows of their own: `labelling.attribute.<name>` toggles a value,
    `inspection.attribute.<name>` a heat map; their keys are the project's. Where two rows of one place want a key (a
    settings file of another version, a project with unlucky keys), the table's own row keeps it, then a changed one,
    and an attribute comes last: Qt would let both stay silent.
    """

    keys_changed = Signal()
    key_refused = Signal(str, str)
    """(the row that has no key now, the row that has it)"""

    def __init__(self, parent: QObject, *, keys: Mapping[str, str]) -> None:
        """Make the actions; `keys` replaces the table's own, by name."""
        super().__init__(parent)
        self._keys = dict(keys)
        self.refused: dict[str, str] = {}
        """By a row that has no key, the row that has the one it wanted."""
        self._has_classes = False
        self._rows: dict[str, Row] = {row.name: row for row in ROWS}
        self._judge_keys()
        self._actions = {row.name: self._made(row) for row in ROWS}

    def __getitem__(self, name: str) -> QAction:
        """The action of that name; KeyError where the table has none."""
        return self._actions[name]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The table, the open project's attributes included."""
        return tuple(self._rows.values())

    def of(self, tab: str) -> list[QAction]:
        """The actions of a tab, in the table's order."""
        return [self._actions[row.name] for row in self.rows if row.tab == tab]

    def on(self, name: str, do: Callable[..., Any]) -> QAction:
        """Connect an action to what it does, and return it."""
        action = self._actions[name]
        (action.toggled if action.isCheckable() else action.triggered).connect(do)
        return action

    def give_keys(self, widget: QWidget, names: Iterable[str]) -> None:
        """Make the keys of these actions work while `widget` is on screen, wherever in the window the focus is."""
        for name in names:
            widget.addAction(self._actions[name])

    @property
    def changed_keys(self) -> Mapping[str, str]:
        """The keys that differ from the table's own, by name."""
        return self._keys

    def key_of(self, name: str) -> str:
        """The keys that an action has now, in the form in which they are stored ("Ctrl+S"); empty for none."""
        if name in self.refused:
            return ""
        return self._keys.get(name, self._rows[name].key)

    def user_of(self, key: str, *, name: str) -> Row | None:
        """The other row that uses this key (or one of these) where `name` works too, so that it can't have it."""
        wanted = set(parts_of(key))
        for row in self.rows:
            if (
                row.name != name
                and share_a_place(row, self._rows[name])
                and wanted & set(parts_of(self.key_of(row.name)))
            ):
                return row
        return None

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Replace the keys that differ from the table's own."""
        self._keys = dict(keys)
        self._judge_keys()
        for row in self.rows:
            self._give_key(row)
        self.keys_changed.emit()

    def set_attributes(self, attributes: AttributeSet, *, owner: QObject) -> None:
        """Put the attributes of a project in place of the last one's; the new actions belong to `owner`."""
        self.refused = {}
        self._has_classes = attributes.is_classes
        for name in [name for name in self._rows if is_attribute(name)]:
            del self._rows[name]
            self._actions.pop(name).deleteLater()
        for tab in ("labelling", "inspection"):
            for attribute in attributes:
                row = Row(f"{tab}.attribute.{attribute.name}", attribute.name, attribute.key.upper(), tab=tab)
                self._rows[row.name] = row
                action = self._actions[row.name] = self._made(row)
                action.setParent(owner)
                action.setCheckable(tab == "inspection")
        self._judge_keys()
        for row in self.rows:
            self._give_key(row)
        self.keys_changed.emit()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for row in self.rows:
            self._name(row)

    def _judge_keys(self) -> None:
        """Find the rows that must do without the key they want."""
        before, self.refused = self.refused, {}
        wishes = {row.name: set(parts_of(self._keys.get(row.name, row.key))) for row in self.rows}
        held: list[Row] = []
        for row in sorted(
            (row for row in self.rows if wishes[row.name]), key=self._rank
        ):  # of 1000 classes few wish one
            users = (other for other in held if share_a_place(row, other) and wishes[row.name] & wishes[other.name])
            user = next(users, None)
            if user is None:
                held.append(row)
                continue
            self.refused[row.name] = user.name
            if row.name not in before and not (self._has_classes and is_attribute(row.name)):  # nobody chose that key
                self.key_refused.emit(row.name, user.name)

    def _rank(self, row: Row) -> int:
        return 2 if is_attribute(row.name) else int(row.name in self._keys)

    def _made(self, row: Row) -> QAction:
        action = QAction(self)
        action.setObjectName(row.name)
        if row.icon:
            action.setIcon(icon(row.icon))
        action.setCheckable(row.checkable)
        text, keys = text_of(row), self.key_of(row.name)
        action.setText(text)
        if row.named:
            action.setIconText(beside_icon(plain_text_of(row)))
        action.setShortcuts(_sequences(keys))
        action.setToolTip(_tip(text, keys))
        return action

    def _give_key(self, row: Row) -> None:
        keys = self.key_of(row.name)
        self._actions[row.name].setShortcuts(_sequences(keys))
        self._actions[row.name].setToolTip(_tip(text_of(row), keys))

    def _name(self, row: Row) -> None:
        self._actions[row.name].setText(text_of(row))
        if row.named:
            self._actions[row.name].setIconText(beside_icon(plain_text_of(row)))
        self._give_key(row)


def text_of(row: Row) -> str:
    """What an action is called on screen; an attribute keeps the name that its lab gave it."""
    return row.text if is_attribute(row.name) else QCoreApplication.translate("Actions", row.text)


def plain_text_of(row: Row) -> str:
    """The same without the marks of a menu."""
    return text_of(row).replace("&", "").removesuffix("...")


def is_attribute(name: str) -> bool:
    """Whether a row belongs to an attribute of the open project."""
    return ".attribute." in name


def share_a_place(row: Row, other: Row) -> bool:
    """Whether there is a place in the window where both rows' keys work."""
    return row.tab == other.tab or "" in {row.tab, other.tab}


RETURN = QT_TRANSLATE_NOOP("QShortcut", "Return")
"""Qt has no German name for it; menus, tool tips and `native` take the one that stands in our own file."""


def native(keys: str) -> str:
    """Keys as this computer writes them."""
    return ", ".join(s.toString(QKeySequence.SequenceFormat.NativeText) for s in _sequences(keys))


def parts_of(keys: str) -> list[str]:
    """The single keys of a row, each in Qt's portable text."""
    return [s.toString(QKeySequence.SequenceFormat.PortableText) for s in _sequences(keys)]


def _sequences(keys: str) -> list[QKeySequence]:
    """The keys of a row; several are parted by comma and space."""
    return [QKeySequence(part) for part in keys.split(", ") if part]


def _tip(text: str, keys: str) -> str:
    plain = text.replace("&", "").removesuffix("...")
    return f"{plain} ({native(keys)})" if keys else plain


MENUS = {
    "file": QT_TRANSLATE_NOOP("Actions", "&File"),
    "camera": QT_TRANSLATE_NOOP("Actions", "&Camera"),
    "labelling": QT_TRANSLATE_NOOP("Actions", "&Labelling"),
    "training": QT_TRANSLATE_NOOP("Actions", "&Training"),
    "inspection": QT_TRANSLATE_NOOP("Actions", "&Inspection"),
    "view": QT_TRANSLATE_NOOP("Actions", "&View"),
    "help": QT_TRANSLATE_NOOP("Actions", "&Help"),
}
"""The menus from left to right; a tab's own is shown with that tab."""
SUBMENUS = {
    "labelling.go": QT_TRANSLATE_NOOP("Actions", "Go to frame or clip"),
    "labelling.look": QT_TRANSLATE_NOOP("Actions", "Look closer"),
}
"""Menus within a menu: the labelling tab's would otherwise be higher than the screen of a small notebook."""
