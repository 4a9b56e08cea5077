"""``python -m reeindex`` is the command line."""

import sys

from reeindex.cli import main

if __name__ == "__main__":
    sys.exit(main())
