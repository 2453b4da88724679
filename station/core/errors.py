"""The one exception that a person, not a programmer, is meant to read, and the one by which decoding is left."""


class StationError(Exception):
    """What was expected, what came, and where: one sentence that somebody at the workstation can act on.

    The command line prints it and exits with 2; it is never shown with a traceback.
    """


class HeldBack(StationError):
    """A camera is open and gives pictures, but none that may be used now; whoever reads it may read on."""


class GivenUp(Exception):
    """Nobody wants the frame any more, or the clip; decoding can go on from where it was left."""
