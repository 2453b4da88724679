"""Prints what the soak tests told: `uv run python -m tests.soak [soak.jsonl]`."""

import sys
from pathlib import Path

from tests.soak.summary import REPORT, lines, table

if __name__ == "__main__":
    print(table(lines(Path(sys.argv[1] if len(sys.argv) > 1 else REPORT))))
