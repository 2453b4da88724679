"""What an error says to a person, in the language of the window."""


def said(error: BaseException) -> str:
    """The sentence of an error; the name of its kind where it has none."""
    return str(error) or type(error).__name__
