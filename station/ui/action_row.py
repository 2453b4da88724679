"""A row of the action table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One action: `tab` where it works (empty: everywhere), `menu` where it stands, `bar` whether the tab's toolbar shows it.

    `key` is Qt's portable text; several keys are parted by comma and space. `begins` draws a line before it; `named` shows
    its text beside its icon on the toolbar, for the one or two that a newcomer looks for first. `sub` is the menu within
    the menu where it stands, which comes where its first row would.
    """

    name: str
    text: str
    key: str = ""
    icon: str = ""
    tab: str = ""
    menu: str = ""
    bar: bool = False
    checkable: bool = False
    begins: bool = False
    named: bool = False
    sub: str = ""
