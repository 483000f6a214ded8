"""The closed lists of developments."""

from django.db.models import TextChoices


class DevelopmentType(TextChoices):
    LETTER = "letter", "Letter"
    REQUEST = "request", "Request"
    RESPONSE = "response", "Response"
    AGREEMENT = "agreement", "Agreement"
    JOINT_STATEMENT = "joint_statement", "Joint statement"
    RULING = "ruling", "Court ruling"
    LEGISLATION = "legislation", "Legislation"
    INVESTIGATION = "investigation", "Investigation"
    POSITION = "position", "Statement of position"
    MEETING = "meeting", "Meeting that was not a round"
    APPOINTMENT = "appointment", "Appointment or organisation"
    OTHER = "other", "Other"


class Response(TextChoices):
    """What became of a request."""

    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"
    DEFERRED = "deferred", "Deferred"
    NONE_YET = "none_yet", "No answer yet"
