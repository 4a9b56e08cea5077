"""``python -m reeindex`` is the command line."""

import sys

from reeindex.cli import main

sys.exit(main())
