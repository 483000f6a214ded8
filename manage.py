#!/usr/bin/env python
"""Commands of TradeWatch: `python manage.py help` lists them."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradewatch.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed for this Python: run `make setup`, then use .venv/bin/python.")
    execute_from_command_line(sys.argv)
