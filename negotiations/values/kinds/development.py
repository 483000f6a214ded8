"""The closed lists of developments."""

from django.utils.translation import gettext_lazy as _

from negotiations.values.vocabulary import Terms


class DevelopmentType(Terms):
    LETTER = "letter", _("Letter")
    REQUEST = "request", _("Request")
    RESPONSE = "response", _("Response")
    AGREEMENT = "agreement", _("Agreement")
    JOINT_STATEMENT = "joint_statement", _("Joint statement")
    RULING = "ruling", _("Court ruling")
    LEGISLATION = "legislation", _("Legislation")
    INVESTIGATION = "investigation", _("Investigation")
    POSITION = "position", _("Statement of position")
    MEETING = "meeting", _("Meeting that was not a round")
    APPOINTMENT = "appointment", _("Appointment or organisation")
    OTHER = "other", _("Other")


class Response(Terms):
    """What became of a request."""

    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    DEFERRED = "deferred", _("Deferred")
    NONE_YET = "none_yet", _("No answer yet")
