"""TensorFlow without what Keras brings along for its own plots and wrappers, which the station uses none of."""

import sys
from importlib import import_module

BROUGHT_BY_KERAS = ("matplotlib", "sklearn")
"""Keras looks for them while it is imported and does without where they are missing; they are a third of the time it takes."""


def import_tensorflow() -> None:
    """Import TensorFlow, and Keras with it; what it is kept from finding can be imported as usual afterwards.

    Only where no other thread imports anything meanwhile.
    """
    hidden = [name for name in BROUGHT_BY_KERAS if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: an import of it is an ImportError
    try:
        import_module("tensorflow")
    finally:
        for name in hidden:
            del sys.modules[name]
