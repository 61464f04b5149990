"""The command line: `planreach`, or `python cli.py`."""

from __future__ import annotations

import sys

from report.application import application
from report.language import chosen_language

app = application(chosen_language(sys.argv[1:]))

if __name__ == "__main__":
    app()
