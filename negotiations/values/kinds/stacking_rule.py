"""The closed lists of stacking rules."""

from django.db.models import TextChoices


class StackingEffect(TextChoices):
    """How the first duties stand to the second ones on the same goods."""

    ADDS = "adds", "are added to"
    EXCLUDES = "excludes", "exclude"
    PRECEDENCE = "precedence", "take the place of"
    FLOOR = "floor", "are an all-in floor that includes"
    CEILING = "ceiling", "are an all-in ceiling that includes"
    HIGHER = "higher", "are charged only where they are higher than"
    CONTENT_SHARE = "content_share", "are charged on another share of the value than"
