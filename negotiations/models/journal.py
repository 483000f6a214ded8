"""What was done at the desk, by whom and when. Rows are written with the change itself and never edited."""

from django.conf import settings
from django.db import models

from negotiations.models.entries import Entry
from negotiations.models.printed import Edition, Publication


class Transition(models.Model):
    """One thing that somebody did to an entry, or to a printed noun.

    `by_name` keeps the author after the account is gone; `label` what the thing was called. `digest` is the hash of
    the content as it was then, where the action was about content.
    """

    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="transitions")
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=300)
    action = models.CharField(max_length=20)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("entry", "-id"), name="transition_by_entry"),)

    def __str__(self):
        return f"{self.by_name}: {self.action} {self.label}"
