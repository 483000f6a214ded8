"""What the desk keeps about work in hand: unsaved words, forms that were sent, who has what open, preview links."""

from django.conf import settings
from django.db import models

from negotiations.models.entries import Entry


class UnsavedForm(models.Model):
    """What somebody typed into a form and did not save yet: never the working copy itself.

    `object_id` is 0 for a form of something new, which `token` tells apart; `version` the one the form was opened at.
    `data` holds the form's fields as JSON: a list of [name, value] in the order in which a browser would send them.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    model = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField(default=0)
    token = models.CharField(max_length=32, blank=True)
    version = models.PositiveIntegerField(default=0)
    data = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("user", "model", "object_id", "token"), name="unsaved_form_once_each"
            ),
        )

    def __str__(self):
        return f"Unsaved {self.model} {self.object_id or 'new'} of {self.user_id}"


class SentForm(models.Model):
    """That a form of something new was sent and saved: whoever sends the same form again makes no second one."""

    token = models.CharField(max_length=32, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    model = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.model} {self.object_id} from form {self.token}"


class Presence(models.Model):
    """That somebody had a form open at `seen_at`. `about` is the identity of what it is of: "entry:12"."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    about = models.CharField(max_length=80)
    seen_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("about", "seen_at"), name="presence_by_thing"),)
        constraints = (models.UniqueConstraint(fields=("user", "about"), name="presence_once_each"),)

    def __str__(self):
        return f"{self.user_id} at {self.about}"


class PreviewLink(models.Model):
    """A link that shows a working copy to somebody without an account, until it expires or the entry is published.

    The address holds a secret of which `digest` is the SHA-256: reading this table opens nothing.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="preview_links")
    digest = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self):
        return f"Preview of {self.entry_id} until {self.expires_at:%Y-%m-%d %H:%M}"


class Comment(models.Model):
    """A remark on an entry, or on one field of it, from one editor to another. For the desk alone, never published."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="comments")
    field = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self):
        return f"{self.by_name}: {self.text[:60]}"
