"""`python -m station`: a command, or the window when none is given."""

from station.cli import main

if __name__ == "__main__":
    main()
