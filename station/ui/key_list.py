"""The list of the key page: actions by the place where they work, with their keys."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from station.ui.action_row import Row
from station.ui.actions import Actions, native, plain_text_of
from station.ui.icons import icon
from station.ui.words import QT_TRANSLATE_NOOP

NAME = Qt.ItemDataRole.UserRole

PLACES = {
    "": QT_TRANSLATE_NOOP("Keys", "Everywhere"),
    "camera": QT_TRANSLATE_NOOP("Keys", "Camera"),
    "labelling": QT_TRANSLATE_NOOP("Keys", "Labelling"),
    "training": QT_TRANSLATE_NOOP("Keys", "Training"),
    "inspection": QT_TRANSLATE_NOOP("Keys", "Inspection"),
}
"""By a row's tab, what the place is called."""


class KeyList(QTreeWidget):
    """Actions and their keys."""

    chosen = Signal()
    """Another action is the chosen one."""
    wanted = Signal()
    """Somebody wants to change the key of the chosen action."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        """Show the table."""
        super().__init__(parent)
        self._actions = actions
        self._sought = ""
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIndentation(12)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(160)
        self.currentItemChanged.connect(self.chosen)
        self.itemActivated.connect(self.wanted)
        self.retranslate()

    @property
    def row(self) -> Row | None:
        """The chosen action; None where a heading is, or nothing."""
        item = self.currentItem()
        name = item.data(0, NAME) if item is not None else None
        return next((row for row in self._actions.rows if row.name == name), None)

    @property
    def names(self) -> list[str]:
        """The names of the actions that are shown, from top to bottom."""
        return [item.data(0, NAME) for item in self._items() if not item.isHidden()]

    @property
    def places(self) -> dict[str, list[Row]]:
        """The rows by the place where they work, under its title."""
        rows = self._actions.rows
        made = {_place(tab): [row for row in rows if row.tab == tab] for tab in PLACES}
        return {title: inside for title, inside in made.items() if inside}

    def full_title(self, row: Row) -> str:
        """An action's name with its place, as "Save (Labelling)"."""
        return f"{plain_text_of(row)} ({_place(row.tab)})"

    def choose(self, name: str) -> None:
        """Make this action the chosen one."""
        for item in self._items():
            if item.data(0, NAME) == name:
                self.setCurrentItem(item)
                self.scrollToItem(item)

    def begin_at(self, tab: str) -> None:
        """Show the actions of a tab from its heading on; those that work everywhere where it has none."""
        names = [row.name for row in self._actions.rows if row.tab == tab] or self.names[:1]
        self.choose(names[0])
        item = self.currentItem()
        if item is not None and (heading := item.parent()) is not None:
            self.scrollToItem(heading, QAbstractItemView.ScrollHint.PositionAtTop)

    def filter(self, words: str) -> None:
        """Show the actions whose name or keys have all these words."""
        self._sought = words
        sought = words.casefold().split()
        for heading in self._headings():
            items = _inside(heading)
            for item in items:
                item.setHidden(not _has(item, sought))
            heading.setHidden(all(item.isHidden() for item in items))
        if self.names and (self.row is None or self.row.name not in self.names):
            self.choose(self.names[0])

    def renew(self) -> None:
        """Show the keys of now, with the same action chosen."""
        name = self.row.name if self.row is not None else ""
        self._fill()
        self.filter(self._sought)
        self.choose(name)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and F2 go to the field for the new key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.wanted.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme: headings are drawn in its colour of quiet text."""
        if event.type() == QEvent.Type.PaletteChange:
            for heading in self._headings():
                self._dress(heading)
        super().changeEvent(event)

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        for title, rows in self.places.items():
            heading = QTreeWidgetItem(self, [title])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.setFirstColumnSpanned(True)
            self._dress(heading)
            for row in rows:
                self._add(row, heading)
            heading.setExpanded(True)
        self.blockSignals(False)

    def _add(self, row: Row, heading: QTreeWidgetItem) -> None:
        keys = native(self._actions.key_of(row.name))
        item = QTreeWidgetItem(heading, [plain_text_of(row), keys])
        item.setData(0, NAME, row.name)
        if row.icon:
            item.setIcon(0, icon(row.icon))
        if row.name in self._actions.changed_keys:
            font = item.font(1)
            font.setBold(True)
            item.setFont(1, font)
        if row.name in self._actions.refused:
            item.setText(1, self.tr("in use elsewhere"))

    def _dress(self, heading: QTreeWidgetItem) -> None:
        font = heading.font(0)
        font.setBold(True)
        heading.setFont(0, font)
        heading.setForeground(0, self.palette().placeholderText())

    def _headings(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(index) for index in range(self.topLevelItemCount()))
        return [heading for heading in found if heading is not None]

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for heading in self._headings() for item in _inside(heading)]


def _inside(heading: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (heading.child(number) for number in range(heading.childCount()))
    return [item for item in found if item is not None]


def _has(item: QTreeWidgetItem, sought: list[str]) -> bool:
    text = f"{item.text(0)} {item.text(1)}".casefold()
    return all(word in text for word in sought)


def _place(tab: str) -> str:
    return QCoreApplication.translate("Keys", PLACES[tab])
