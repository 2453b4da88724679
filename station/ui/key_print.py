"""The keys on paper: one table for each place."""

from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPageLayout, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from station.ui.action_row import Row
from station.ui.actions import Actions, native, plain_text_of


def ask_and_print(actions: Actions, places: dict[str, list[Row]], parent: QWidget) -> None:
    """Ask for a printer (or a PDF file) and print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec():
        document_of(actions, places).print_(printer)
    dialog.deleteLater()


def document_of(actions: Actions, places: dict[str, list[Row]]) -> QTextDocument:
    """A table of action and key under the title of each place; actions without a key are left out."""
    title = QCoreApplication.translate("Keys", "Seam Station: keys")
    parts = [f"<h2>{escape(title)}</h2>"]
    for place, rows in places.items():
        lines = [_line(row, native(actions.key_of(row.name))) for row in rows if actions.key_of(row.name)]
        if lines:
            parts += [f"<h3>{escape(place)}</h3><table cellpadding='3'>", *lines, "</table>"]
    document = QTextDocument()
    document.setHtml("".join(parts))
    return document


def _line(row: Row, keys: str) -> str:
    return f"<tr><td width='130'><b>{escape(keys)}</b></td><td>{escape(plain_text_of(row))}</td></tr>"
