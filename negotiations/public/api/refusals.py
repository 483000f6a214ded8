"""Why a question has no answer: raised anywhere, and told as a problem at the front door."""


class Refused(Exception):
    """What is wrong, in a sentence, or what to write for each parameter; with the status of the answer."""

    def __init__(self, errors: dict[str, str] | str, status: int = 400):
        super().__init__(errors)
        self.errors, self.status = errors, status


def not_found(what: str = "Nothing is published at this address.") -> Refused:
    """The same for what never was, for what is not published, and for what nobody may see."""
    return Refused(what, 404)
