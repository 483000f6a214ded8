"""A measure over time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from negotiations.public.api import envelope, nouns, standings
from negotiations.public.api.parameters import KEY, Standing
from negotiations.public.clocks import Clocks
from negotiations.public.selection import Printing
from negotiations.values import clock

router = Router(tags=["Measures"])
StateList = envelope.list_model("State", standings.StateRow)


@router.get(
    "/measures/{key}/states",
    response=StateList,
    operation_id="list_states",
    summary="A measure over time",
)
def list_states(request: HttpRequest, response: HttpResponse, asked: Query[Standing], key: str = KEY) -> Any:
    """Every state that a measure and its parts had or are known to get, oldest first, with its duty, its scope and the
    entry that set it. All on one page."""
    publication, _ = nouns.find("measure", key, asked)
    address = f"/api/v1/measures/{publication.key}/states"
    if publication.key != key:
        return envelope.moved(request, address)
    printing, on = Printing.newest(), asked.on
    clocks = Clocks(envelope.instant(asked.known), on.at if on else clock.now(), on)
    data = standings.states(publication, clocks)
    return envelope.page(data, asked, response, address=address, following="", generation=printing.number)
