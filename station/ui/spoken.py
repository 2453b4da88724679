"""Figures as people say them, in the language of the window: durations, sizes, per cent."""

from PySide6.QtCore import QCoreApplication, QLocale


def duration(seconds: float) -> str:
    """`45 s`, `3 min 20 s`, `2 h 5 min`."""
    whole = max(0, round(seconds))
    if whole < 60:
        return QCoreApplication.translate("Spoken", "{s} s").format(s=whole)
    if whole < 3600:
        return QCoreApplication.translate("Spoken", "{min} min {s} s").format(min=whole // 60, s=whole % 60)
    return QCoreApplication.translate("Spoken", "{h} h {min} min").format(h=whole // 3600, min=whole % 3600 // 60)


def number(value: float, digits: int = 0) -> str:
    """A number with the language's decimal sign."""
    return QLocale().toString(float(value), "f", digits)


def per_cent(share: float, digits: int = 1) -> str:
    """A share from 0 to 1 as `94.4 %`."""
    return f"{number(100 * share, digits)} %"


def size_of(count: float) -> str:
    """Bytes as `12.3 MB`."""
    return QLocale().formattedDataSize(int(count), 1, QLocale.DataSizeFormat.DataSizeSIFormat)
