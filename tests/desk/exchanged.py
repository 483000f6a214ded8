"""A record in which everything happened that a record knows, for sending it from one instance to another."""

from datetime import UTC, datetime, timedelta

import time_machine

from negotiations.desk.merging import merge
from negotiations.desk.printing import redact
from negotiations.desk.roles import Role
from negotiations.models.kinds.quote import Quote
from tests import make

SECRET = "canary"
BEGAN = datetime(2025, 5, 1, 12, tzinfo=UTC)


def days():
    """Noon of one day after another, from the first of May 2025."""
    for day in range(1000):
        yield BEGAN + timedelta(days=day)


def make_record() -> None:
    """Every kind, corrections, a renamed and a merged noun, a withdrawal, redactions, a reinstatement: a day each."""
    steps = [
        _first_editions,
        _corrections,
        _withdrawal,
        _merger,
        _redaction,
        _reinstatement,
        _verification,
        _emergencies,
    ]
    for day, step in zip(days(), steps, strict=False):
        with time_machine.travel(day, tick=True):
            step()


def _first_editions():
    for maker in make.MAKERS.values():
        make.publish(maker(topics=[make.make_topic()], negotiations=[make.make_negotiation()], is_key=True))


def _corrections():
    quote = Quote.objects.get()
    make.edit(quote, text="very grateful,\nthe “words” 財務省 \u2028")
    make.publish(quote, change="correction", note="Other words.")
    gone = make.make_quote(headline=f"{SECRET} withdrawn", speaker=make.make_person("Somebody Else"))
    make.publish(gone)


def _withdrawal():
    gone = Quote.objects.get(headline=f"{SECRET} withdrawn")
    make.edit(gone, summary=f"{SECRET} corrected")
    make.publish(gone, change="correction", note=f"{SECRET} note")
    make.withdraw(gone)


def _merger():
    twin = make.make_person("R. Akazawa")
    make.publish(make.make_quote(headline="Said by the twin", speaker=twin))
    merge(twin, make.make_person(), make.editor("rui", Role.EDITOR))


def _redaction():
    gone = make.make_round(headline=f"{SECRET} redacted")
    make.publish(gone)
    make.withdraw(gone, note="A round that never was.")
    redact(gone.publication, f"{SECRET} reason", f"{SECRET} clerk")


def _reinstatement():
    back = make.make_quote(headline=f"{SECRET} reinstated")
    make.publish(back)
    make.withdraw(back)
    redact(back.publication, f"{SECRET} reason", f"{SECRET} clerk")
    make.edit(back, headline="It was so after all", summary="")
    make.act(back, "submit", make.editor("ana", Role.CONTRIBUTOR))
    make.act(back, "approve", make.editor("rui", Role.EDITOR))
    make.act(back, "reinstate", make.editor("mei", Role.CHIEF), note="It was so after all.")


def _verification():
    entry = make.make_round(headline="Checked again", last_verified_on=BEGAN.date())
    make.publish(entry)


def _emergencies():
    waiting, confirmed, gone, redacted = (
        make.make_quote(headline=headline)
        for headline in (
            "Out at once",
            "Out at once, then confirmed",
            f"{SECRET} in haste",
            f"{SECRET} wrong",
        )
    )
    make.emergency(waiting, reason="It applies from midnight.")
    make.emergency(confirmed, reason="The market opens in an hour.")
    make.act(confirmed, "confirm", make.editor("rui", Role.EDITOR))
    for entry in (gone, redacted):
        make.emergency(entry, reason=f"{SECRET} reason")
        make.withdraw(entry)
    redact(redacted.publication, f"{SECRET} reason", f"{SECRET} clerk")
