"""The three subsets that a project's labelled pictures are divided into."""

from typing import Literal, TypeAlias, get_args

Subset: TypeAlias = Literal["train", "valid", "test"]

SUBSETS: tuple[Subset, ...] = get_args(Subset)
SEEN: tuple[Subset, ...] = ("train", "valid")
"""What a training reads."""
