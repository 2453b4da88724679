"""The one table of what can be done in the window: menus, toolbars, keys and the key page are made from it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from station.core.attributes import AttributeSet
from station.ui.action_table import ROWS, Row
from station.ui.icons import icon
from station.ui.words import QT_TRANSLATE_NOOP


class Actions(QObject):
    """The QActions of the table. A key works on its own tab; those of no tab work everywhere.

    Attributes of the open project add rows of their own: `labelling.attribute.<name>` toggles a value,
    `inspection.attribute.<name>` a heat map.
    """

    keys_changed = Signal()

    def __init__(self, parent: QObject, *, keys: Mapping[str, str]) -> None:
        """Make the actions; `keys` replaces the table's own, by name."""
        super().__init__(parent)
        self._keys = dict(keys)
        self._rows: dict[str, Row] = {row.name: row for row in ROWS}
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
        """Make the keys of these actions work while `widget` is on screen."""
        for name in names:
            action = self._actions[name]
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            widget.addAction(action)

    @property
    def changed_keys(self) -> Mapping[str, str]:
        """The keys that differ from the table's own, by name."""
        return self._keys

    def key_of(self, name: str) -> str:
        """The key that an action has now, in the form in which it is stored ("Ctrl+S"); empty for none."""
        return self._keys.get(name, self._rows[name].key)

    def user_of(self, key: str, *, name: str) -> Row | None:
        """The other row that uses this key where `name` works too, so that it can't have it."""
        wanted = _normal(key)
        if not wanted:
            return None
        tab = self._rows[name].tab
        for row in self.rows:
            shares = row.tab == tab or "" in {row.tab, tab}
            if row.name != name and shares and wanted in {_normal(part) for part in self.key_of(row.name).split(", ")}:
                return row
        return None

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Replace the keys that differ from the table's own."""
        self._keys = dict(keys)
        for row in self.rows:
            self._give_key(row)
        self.keys_changed.emit()

    def set_attributes(self, attributes: AttributeSet, *, owner: QObject) -> None:
        """Put the attributes of a project in place of the last one's; the new actions belong to `owner`."""
        for name in [name for name in self._rows if ".attribute." in name]:
            del self._rows[name]
            self._actions.pop(name).deleteLater()
        for tab in ("labelling", "inspection"):
            for attribute in attributes:
                row = Row(f"{tab}.attribute.{attribute.name}", attribute.name, attribute.key.upper(), tab=tab)
                self._rows[row.name] = row
                action = self._actions[row.name] = self._made(row)
                action.setParent(owner)
                action.setCheckable(tab == "inspection")
        self.keys_changed.emit()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for row in self.rows:
            self._name(row)

    def _made(self, row: Row) -> QAction:
        action = QAction(self)
        action.setObjectName(row.name)
        if row.icon:
            action.setIcon(icon(row.icon))
        action.setCheckable(row.checkable)
        text = text_of(row)
        action.setText(text)
        keys = self._keys.get(row.name, row.key)
        action.setShortcuts(_sequences(keys))
        action.setToolTip(_tip(text, keys))
        return action

    def _give_key(self, row: Row) -> None:
        keys = self.key_of(row.name)
        self._actions[row.name].setShortcuts(_sequences(keys))
        self._actions[row.name].setToolTip(_tip(text_of(row), keys))

    def _name(self, row: Row) -> None:
        self._actions[row.name].setText(text_of(row))
        self._give_key(row)


def text_of(row: Row) -> str:
    """What an action is called on screen; an attribute keeps the name that its lab gave it."""
    return row.text if ".attribute." in row.name else QCoreApplication.translate("Actions", row.text)


def native(keys: str) -> str:
    """Keys as this computer writes them."""
    return ", ".join(s.toString(QKeySequence.SequenceFormat.NativeText) for s in _sequences(keys))


def _sequences(keys: str) -> list[QKeySequence]:
    """The keys of a row; several are parted by comma and space."""
    return [QKeySequence(part) for part in keys.split(", ") if part]


def _normal(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


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
