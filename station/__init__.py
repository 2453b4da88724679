"""Seam Station watches a sewing machine's seam and shows why it judges as it does."""

__version__ = "0.1.0"
