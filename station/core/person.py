"""Who sits at this computer, as far as the system knows."""

import getpass
import platform


def account() -> str:
    """The name of the account; empty where the system has none for it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def named(name: str) -> str:
    """The name that a person gave, or else the account's."""
    return name or account()


def at_computer(name: str) -> str:
    """A person, or else the account, and the computer where he or she sits: `Änne (nähtisch-2)`."""
    who, where = named(name), platform.node()
    return f"{who} ({where})" if who and where else who or where
