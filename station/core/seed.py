"""The seeds that decide what is random: of a split, of a practice project, of a training."""

LARGEST_SEED = 2**24
"""Times 64 it still fits a 32-bit number, which is what the training counts in."""
