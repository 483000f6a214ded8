"""Tables only. Import from the module that holds the table: nothing is re-exported here.

Public code may import `negotiations.models.printed` and nothing else from this package.
"""

from negotiations.models import entries, journal, kinds, nouns, printed, sources  # noqa: F401  (Django finds models here)
