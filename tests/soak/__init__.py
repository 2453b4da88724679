"""The full counts of the faults that the station must bear: `uv run pytest -m soak`; the default run tries a few of each."""
