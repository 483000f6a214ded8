"""Tables only. Import from the module that holds the table: nothing is re-exported here.

Public code may import `negotiations.models.printed` and nothing else from this package.
"""

from negotiations.models import (  # noqa: F401  (Django finds models here)
    batches,
    entries,
    journal,
    kinds,
    nouns,
    printed,
    sources,
    webhooks,
    working,
)
