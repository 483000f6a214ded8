"""Which steps ask for a second factor: those that readers see the result of.

An account without one writes, submits and reviews. Whether somebody signed in with one is known of the session alone,
so it is read off the user of a request, where the middleware of django-otp leaves `otp_device`.
"""

from django.conf import settings

from negotiations.desk.steps import Action, NotAllowed

# Named here are the steps that need none, so that one which is added later needs one until somebody thinks about it.
_WITHOUT = (
    Action.SUBMIT,
    Action.TAKE_BACK,
    Action.RETURN,
    Action.APPROVE,
    Action.UNSCHEDULE,
    Action.CLEAR_LEGAL,
)


class NoSecondFactor(NotAllowed):
    """The step prints or confirms, and the editor signed in with a password alone."""

    def __init__(self):
        super().__init__(
            "This needs a second factor, and you signed in with a password alone."
            " Set one up, or enter a code of yours, under Account, Second factor."
        )


def is_required() -> bool:
    """Whether this installation asks for it at all; development does not."""
    return settings.SECOND_FACTOR_REQUIRED


def is_missing(user) -> bool:
    """True where a second factor is asked for and this user has given none."""
    return is_required() and not (getattr(user, "otp_device", None) or getattr(user, "gave_it_before", False))


def why_not(user, action: str = "") -> NotAllowed | None:
    """Why this user cannot take a step for want of a second factor, None where they can; without an action, print."""
    return NoSecondFactor() if action not in _WITHOUT and is_missing(user) else None


def given_before(user):
    """The user, for a command that carries out what they ordered when they had given it, such as a schedule."""
    user.gave_it_before = True
    return user
