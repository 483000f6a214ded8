"""The closed lists of stacking rules."""

from django.utils.translation import gettext_lazy as _

from negotiations.values.vocabulary import Terms


class StackingEffect(Terms):
    """How the first duties stand to the second ones on the same goods."""

    ADDS = "adds", _("are added to")
    EXCLUDES = "excludes", _("exclude")
    PRECEDENCE = "precedence", _("take the place of")
    FLOOR = "floor", _("are an all-in floor that includes")
    CEILING = "ceiling", _("are an all-in ceiling that includes")
    HIGHER = "higher", _("are charged only where they are higher than")
    CONTENT_SHARE = "content_share", _("are charged on another share of the value than")
