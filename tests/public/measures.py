"""A small record of measures for tests: cars in parts, a rate that is paused, a threat, an answer from the EU."""

from collections.abc import Iterator

import time_machine
from django.db import models, transaction

from negotiations.models.nouns import Membership
from tests import make
from tests.conftest import forget
from tests.public.duties import change, draft, rule


class Record:
    """25% on cars for all, 15% in all for Japan since September, paused for the EU in May; 24% on all goods of Japan,
    paused since 10 April; 100% on films, threatened; and duties with which the EU answers those on cars."""

    @classmethod
    def printed(cls, blocker) -> Iterator["Record"]:
        """Printed once for all tests of a module, on the morning of 1 October 2025, and rolled back after them."""
        with blocker.unblock(), transaction.atomic():
            with time_machine.travel("2025-10-01T09:00:00Z"):
                record = cls()
            yield record
            transaction.set_rollback(True)
        forget()

    def fresh(self) -> "Record":
        """The same with every row as it stands, whatever another test did to the objects."""
        for row in vars(self).values():
            if isinstance(row, models.Model):
                row.refresh_from_db()
        return self

    def __init__(self):
        self.japan, self.germany = make.make_economy(), make.make_economy("Germany", "DE")
        self.eu = make.make_economy("European Union", "EU", economy_kind="union")
        self.usa = make.make_economy("United States", "US")
        Membership.objects.create(union=self.eu, member=self.germany, until="2025-12-01")
        make.publish(make.make_quote(economies=[self.germany]))
        self.security = make.make_authority("Section 232", economy=self.usa)
        self.cars = make.make_measure("US duty on automobiles", authority=self.security)
        self.reciprocal = make.make_measure("US reciprocal duty")
        self.films = make.make_measure("US duty on films")
        self.answer = make.make_measure("EU countermeasures", imposed_by=self.eu)
        self._on_cars()
        self._others()

    def _on_cars(self):
        order = make.make_instrument("Adjusting imports", number="Proclamation 10908", issued="2025-03-26")
        self.imposed = change(
            self.cars, "2025-04-03", "25%", announced="2025-03-26", signed="2025-03-26", instrument=order,
            goods="Passenger cars",
        )  # fmt: skip
        self.paused = change(
            self.cars,
            "2025-05-01",
            action="suspended",
            effective_until="2025-06-01T00:01",
            **self.only(self.eu),
        )
        self.for_japan = change(
            self.cars, "2025-09-16", "15%", action="amended", rate_basis="floor", signed="2025-09-04",
            **self.only(self.japan),
        )  # fmt: skip

    def _others(self):
        on_japan = self.only(self.japan)
        change(self.reciprocal, "2025-04-09", "24%", announced="2025-04-02", **on_japan)
        change(
            self.reciprocal, "2025-04-10", action="suspended", effective_until="2025-08-01T00:01", **on_japan
        )
        change(
            self.films, "2025-05-04", "100%", action="threatened", effective_from="", announced="2025-05-04"
        )
        answer = draft(
            self.answer, "2025-08-07", "30%", announced="2025-07-24", zone="Europe/Brussels", **self.only(self.usa)
        )  # fmt: skip
        answer.relations.create(role="responds_to", target=self.imposed)
        make.publish(answer)

    @staticmethod
    def only(*economies) -> dict:
        """The scope of a change that is about some economies alone."""
        return {"economy_scope": "listed", "scope_economies": list(economies)}


__all__ = ["Record", "change", "draft", "rule"]
