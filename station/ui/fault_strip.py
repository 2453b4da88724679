"""The last faults as small pictures, the newest on top; a click or Enter enlarges one."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from station.live.faults import THUMBNAIL_HEIGHT, Fault
from station.ui.frame_view import image_of

WIDTH = 176


class FaultStrip(QListWidget):
    """A column of thumbnails with the time and the attributes of each fault."""

    fault_chosen = Signal(int)
    """(its number)"""

    def __init__(self, parent: QWidget) -> None:
        """Begin without faults."""
        super().__init__(parent)
        self._faults: tuple[Fault, ...] = ()
        self._pictures: dict[tuple[int, datetime], QIcon] = {}
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(WIDTH - 40, THUMBNAIL_HEIGHT))
        self.setUniformItemSizes(False)
        self.setWordWrap(True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._chosen)

    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        """Show these, oldest first as the watch keeps them."""
        if faults == self._faults:
            return
        chosen = self.currentItem().data(Qt.ItemDataRole.UserRole) if self.currentItem() is not None else None
        self._faults = faults
        self._pictures = {_key(fault): self._pictures.get(_key(fault)) or _icon(fault) for fault in faults}
        self.clear()
        for fault in reversed(faults):
            item = QListWidgetItem(self._pictures[_key(fault)], "")
            item.setData(Qt.ItemDataRole.UserRole, fault.number)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setSizeHint(QSize(WIDTH - 24, THUMBNAIL_HEIGHT + 44))
            self.addItem(item)
            if fault.number == chosen:
                self.setCurrentItem(item)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setAccessibleName(self.tr("Last faults"))
        for row, fault in enumerate(reversed(self._faults)):
            names = said(fault)
            text = self.tr("{number} · {time}").format(number=fault.number, time=f"{fault.when:%H:%M:%S}")
            item = self.item(row)
            item.setText(f"{text}\n{names}")
            item.setToolTip(self.acknowledged(fault))

    def acknowledged(self, fault: Fault) -> str:
        """Who saw the fault, and when."""
        seen = fault.acknowledged
        if seen is None:
            return self.tr("Not acknowledged")
        return self.tr("Acknowledged at {time} by {who}").format(time=f"{seen.when:%H:%M:%S}", who=seen.who)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter enlarges; letters belong to the tab."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._chosen(self.currentItem())
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _chosen(self, item: QListWidgetItem) -> None:
        self.fault_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def said(fault: Fault) -> str:
    """What was found: `break`, or `not good` where something that ought to be is not."""
    without = QCoreApplication.translate("FaultStrip", "not {name}")
    return ", ".join(name if value else without.format(name=name) for name, value in fault.found)


def _key(fault: Fault) -> tuple[int, datetime]:
    return fault.number, fault.when


def _icon(fault: Fault) -> QIcon:
    return QIcon(QPixmap.fromImage(image_of(fault.result.frame.picture)))
