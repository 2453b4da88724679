"""Who sits at this computer, as far as the system knows."""

import getpass
import platform


def account() -> str:
    """The name of the account; empty where the system has none for it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def at_computer(name: str) -> str:
    """A person, or else the account, and the computer where he or she sits: `Änne (nähtisch-2)`."""
    who, where = name or account(), platform.node()
    return f"{who} ({where})" if who and where else who or where
