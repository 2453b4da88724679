"""The words of a shift report, in English and German, and how numbers and times are written there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

Language = Literal["en", "de"]

_GERMAN: Mapping[str, str] = {
    "Shift report": "Schichtbericht",
    "Project": "Projekt",
    "Session": "Sitzung",
    "Sessions": "Sitzungen",
    "Page {page} of {pages}": "Seite {page} von {pages}",
    "Made {when} by Seam Station {version}": "Erstellt {when} von Seam Station {version}",
    "Source": "Quelle",
    "a file": "Datei",
    "Practice lab": "Übungslabor",
    "Run": "Lauf",
    "Network": "Netz",
    "Weights (sha256)": "Gewichte (SHA-256)",
    "Answered by": "Gerechnet von",
    "Thresholds": "Schwellen",
    "Unsure band": "Unsicherer Bereich",
    "A fault counts in": "Ein Fehler zählt in",
    "{needed} of {window} frames": "{needed} von {window} Bildern",
    "Late after": "Zu spät nach",
    "Began": "Beginn",
    "Ended": "Ende",
    "Lasted": "Dauer",
    "not ended: it runs, was interrupted, or its end was cut off": (
        "ohne Ende: läuft noch, wurde unterbrochen, oder das Ende wurde abgeschnitten"
    ),
    "stopped": "angehalten",
    "source ended": "Quelle zu Ende",
    "failed": "fehlgeschlagen",
    "PC and person": "PC und Person",
    "Verdict": "Urteil",
    "Frames": "Bilder",
    "Share": "Anteil",
    "Time": "Zeit",
    "All": "Alle",
    "frames in all": "Bilder insgesamt",
    "Class": "Klasse",
    "Counts": "Zählung",
    "faults": "Fehler",
    "not inspected": "nicht geprüft",
    "no result": "ohne Ergebnis",
    "not OK": "nicht in Ordnung",
    "Faults": "Fehlerliste",
    "No fault held.": "Kein Fehler hielt an.",
    "Fault {n}": "Fehler {n}",
    "frame {frame}": "Bild {frame}",
    "at {place} mm": "bei {place} mm",
    "acknowledged by {who}": "quittiert von {who}",
    "not acknowledged": "nicht quittiert",
    "yes": "ja",
    "no": "nein",
    "picture": "Bild",
    "heat map": "Heatmap",
    "no picture: {why}": "kein Bild: {why}",
    "Further faults": "Weitere Fehler",
    "No.": "Nr.",
    "Frame": "Bild",
    "Place": "Ort",
    "Found": "Gefunden",
    "Seen by": "Quittiert von",
    "{n} more are in the journal.": "{n} weitere stehen im Journal.",
    "Seam": "Naht",
    "Seam that passed": "Vorbeigelaufene Naht",
    "of it judged": "davon beurteilt",
    "of it NOT INSPECTED": "davon NICHT GEPRÜFT",
    "of it without a result": "davon ohne Ergebnis",
    "Stretches of unknown length": "Abschnitte unbekannter Länge",
    "Frames of which nobody knows where they lie": "Bilder, von denen niemand weiß, wo sie liegen",
    "The scale of the camera was not measured: only shares are known.": (
        "Der Maßstab der Kamera wurde nicht gemessen: nur Anteile sind bekannt."
    ),
    "It was not measured how much seam passed.": "Wie viel Naht vorbeilief, wurde nicht gemessen.",
    "Checks at the start of the shift": "Prüfungen zu Schichtbeginn",
    "Check": "Prüfung",
    "Result": "Ergebnis",
    "Figures": "Werte",
    "passed": "bestanden",
    "NOT PASSED": "NICHT BESTANDEN",
    "No check is recorded in this session.": "In dieser Sitzung ist keine Prüfung verzeichnet.",
    "Frames not inspected": "Nicht geprüfte Bilder",
    "Every frame that passed was judged.": "Jedes vorbeigelaufene Bild wurde beurteilt.",
    "Before": "Vor",
    "From frame": "Ab Bild",
    "To frame": "Bis Bild",
    "after the last judged frame": "nach dem letzten beurteilten Bild",
    "The {n} longest of {all} stretches; all are in the journal.": (
        "Die {n} längsten von {all} Abschnitten; alle stehen im Journal."
    ),
    "Without a result": "Ohne Ergebnis",
    "Every judged frame had a result.": "Jedes beurteilte Bild hatte ein Ergebnis.",
    "From": "Von",
    "Reason": "Grund",
    "no answer": "keine Antwort des Netzes",
    "late": "Antwort zu spät",
    "no probability": "Antwort keine Wahrscheinlichkeit",
    "unsure": "unsicher",
    "nothing expected": "nichts erwartet",
    "not checked": "keine gültige Prüfung",
    "being checked": "während einer Prüfung",
    "drifted": "Bild hat sich verändert",
    "rendered only": "Lauf kennt nur gezeichnete Nähte",
    "start of shift": "Schichtbeginn",
    "sound": "fehlerfrei",
    "holds_hours": "gilt Stunden",
    "changed": "verändert",
    "by {who}": "von {who}",
    "{right} right, {judged} judged": "{right} richtig, {judged} beurteilt",
    "darker than {against} by {share}": "dunkler als {against} um {share}",
    "brighter than {against} by {share}": "heller als {against} um {share}",
    "less sharp than {against} by {share}": "weniger scharf als {against} um {share}",
    "another colour than {against} by {share}": "andere Farbe als {against} um {share}",
    "before": "zuvor",
    "at the last check": "bei der letzten Prüfung",
    "the run's pictures": "die Bilder des Laufs",
    "no frames": "keine Bilder von der Quelle",
    "What happened": "Ereignisse",
    "What": "Was",
    "alarm acknowledged by {who}": "Alarm quittiert von {who}",
    "thresholds changed: {rule}": "Schwellen geändert: {rule}",
    "network loading": "Netz lädt",
    "network ready": "Netz bereit",
    "network failed": "Netz ausgefallen",
    "network stopped": "Netz beendet",
    "not in the journal: {frames} frames ({why})": "nicht im Journal: {frames} Bilder ({why})",
    "frames passed before the network was ready": "Bilder liefen vorbei, bevor das Netz bereit war",
    "Nothing else.": "Sonst nichts.",
    "Record": "Journal",
    "Entries": "Einträge",
    "Head": "Kopf-Prüfsumme",
    "As written": "Unverändert",
    "ALTERED": "VERÄNDERT",
    "entry {n}": "Eintrag {n}",
    "the PC's clock was set by {by} before entry {n}": "die Uhr des PCs wurde vor Eintrag {n} um {by} gestellt",
    "Whoever notes this head can prove later, by {command}, that nothing before it was altered or cut off.": (
        "Wer diese Prüfsumme notiert, kann später mit {command} zeigen, dass davor nichts"
        " verändert oder abgeschnitten wurde."
    ),
    "Versions": "Versionen",
    "Seam Station is no safety device and certifies nothing. This report supports evidence for ISO 9001, no more.": (
        "Seam Station ist keine Sicherheitseinrichtung und zertifiziert nichts. Dieser Bericht stützt Nachweise nach"
        " ISO 9001, mehr nicht."
    ),
    "Checked by": "Geprüft von",
    "Date and signature": "Datum und Unterschrift",
    "OK": "OK",
    "NOT OK": "NICHT OK",
    "NAMED": "ANDERE KLASSE",
    "NO RESULT": "KEIN ERGEBNIS",
    "NOT INSPECTED": "NICHT GEPRÜFT",
    "mm": "mm",
    "Thresholds and run": "Schwellen und Lauf",
}


_ENGLISH = {"holds_hours": "holds for hours", "start of shift": "Start of shift"}
"""Of keys of the journal that are no words."""


class Words:
    """Says things in one language."""

    def __init__(self, language: Language) -> None:
        """English or German."""
        self.language = language

    def __call__(self, text: str, **given: object) -> str:
        """The text with its blanks filled in."""
        said = _GERMAN.get(text, text) if self.language == "de" else _ENGLISH.get(text, text)
        return said.format(**given) if given else said

    def number(self, value: float, digits: int = 0) -> str:
        """`1,234.5`, in German `1.234,5`."""
        written = f"{value:,.{digits}f}"
        return written.translate(str.maketrans(",.", ".,")) if self.language == "de" else written

    def per_cent(self, share: float) -> str:
        """With a digit, and never 0 or 100 where it is not: what is rare is what a report is for."""
        if 0 < share < 0.0005:
            return f"< {self.number(0.1, 1)} %"
        if 0.9995 < share < 1:
            return f"> {self.number(99.9, 1)} %"
        return f"{self.number(100 * share, 1)} %"

    def duration(self, seconds: float) -> str:
        """`0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`."""
        if abs(seconds) < 10:
            return f"{self.number(seconds, 1)} s"
        whole = round(abs(seconds))
        sign = "-" if seconds < 0 else ""
        if whole < 60:
            return f"{sign}{whole} s"
        if whole < 3600:
            return f"{sign}{whole // 60} min {whole % 60} s"
        return f"{sign}{whole // 3600} h {whole % 3600 // 60} min"

    def day(self, when: datetime) -> str:
        """`2026-11-22`, in German `22.11.2026`."""
        return f"{when:%d.%m.%Y}" if self.language == "de" else f"{when:%Y-%m-%d}"

    def time(self, when: datetime) -> str:
        """`08:03:12`."""
        return f"{when:%H:%M:%S}"

    def moment(self, when: datetime) -> str:
        """Day, time and the zone's distance to UTC."""
        zone = f"{when:%z}"
        return f"{self.day(when)} {self.time(when)} (UTC{zone[:3]}:{zone[3:5]})"


def texts() -> tuple[str, ...]:
    """All texts that there are words for."""
    return tuple(_GERMAN)
