"""Text fields that pass the gate of `values.texts`, and the pair of columns that holds a date."""

from django.core.exceptions import ValidationError
from django.db import models

from negotiations.values.texts import refuse_control_characters, refuse_line_breaks
from negotiations.values.when import When, zone_names


class Line(models.CharField):
    """One line of text without control characters; '' where nothing is known."""

    default_validators = [refuse_control_characters, refuse_line_breaks]


class Passage(models.TextField):
    """Text of any number of lines without control characters; `max_length` is held by forms and by `clean()`."""

    default_validators = [refuse_control_characters]


class WebAddress(models.URLField):
    """An http(s) address that readers may follow; nothing else can become a link."""

    default_validators = [*models.URLField.default_validators, refuse_control_characters]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 1000)
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if value:
            refuse_address(value)


def refuse_address(value: str) -> None:
    """Raise ValidationError for an address that is not plain http(s), or that names a user ("https://gov.uk@evil")."""
    scheme, _, rest = value.partition("://")
    if scheme.lower() not in ("http", "https"):
        raise ValidationError("Write an address that starts with https:// or http://.", code="scheme")
    if "@" in rest.split("/", 1)[0]:
        raise ValidationError(
            "An address with a user name before an @ can mislead readers. Leave it out.", code="userinfo"
        )


def validate_when(value: str) -> None:
    """Raise ValidationError where a text is no date that `When.parse` reads."""
    try:
        When.parse(value)
    except ValueError as error:
        raise ValidationError(str(error), code="when") from None


def validate_zone(value: str) -> None:
    """Raise ValidationError where a text is no IANA zone."""
    if value not in zone_names():
        raise ValidationError(
            "“%(value)s” is not a time zone. Write one such as America/New_York or Asia/Tokyo.",
            code="zone",
            params={"value": value[:40]},
        )


class WhenText(Line):
    """A date with its precision as an EDTF text in local time (see `values.when`)."""

    default_validators = [*Line.default_validators, validate_when]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        """The canonical text, so that 2025-Q2 and 2025-34 are stored alike."""
        value = super().clean(value, model_instance)
        return When.parse(value).edtf if value else value


class Zone(Line):
    """An IANA zone name."""

    default_validators = [*Line.default_validators, validate_zone]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
