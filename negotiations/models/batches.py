"""Imports: which file brought which drafts, and what each of them was before, so that the whole can be undone."""

from django.conf import settings
from django.db import models

from negotiations.models.entries import Entry


class Batch(models.Model):
    """One import of rows, confirmed by somebody. `digest` is the SHA-256 of what was read."""

    name = models.CharField(max_length=160)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = "import"
        ordering = ("-at", "-id")

    def __str__(self):
        return f"{self.name}, {self.at:%Y-%m-%d %H:%M}"


class BatchRow(models.Model):
    """What a batch did to one entry: `before` is its version until then (0: it was made), `after` the one it left."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="+")
    label = models.CharField(max_length=300)
    before = models.PositiveIntegerField()
    after = models.PositiveIntegerField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("batch", "number"), name="batch_row_once"),)

    def __str__(self):
        return f"Row {self.number}: {self.label}"
