"""Measurements that are run by hand: `uv run python -m tests.measure.<name>`; pytest does not collect them."""
