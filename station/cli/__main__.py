"""The commands as a program of their own: `station-cli` in a package, `python -m station.cli` in a checkout."""

from station.cli import main

if __name__ == "__main__":
    main()
