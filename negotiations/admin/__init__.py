"""The desk's screens. They call `negotiations.desk` and hold no logic of their own.

Importing this package registers every screen, which is what Django's discovery does.
"""

from negotiations.admin import all_entries, journal, kinds, nouns, sources, stories, users, webhooks  # noqa: F401
