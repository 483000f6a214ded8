"""Where many talks stand at once: the entries that tell are chosen from what is in memory, and read together."""

from collections.abc import Iterable

from pyroaring import BitMap

from negotiations.models.printed import Edition, Publication
from negotiations.public import postings
from negotiations.public.cards import Card
from negotiations.public.clocks import Clocks, cards_by_edition
from negotiations.public.labels import label_of
from negotiations.public.negotiation_standing import NegotiationStanding
from negotiations.public.posting_lists import Postings
from negotiations.values.vocabulary import RoundStatus


def standings(publications: Iterable[Publication], clocks: Clocks) -> dict[int, NegotiationStanding]:
    """Talks by publication id, ready to say their status and their next step. Three queries, however many they are."""
    publications = list(publications)
    with postings.reading(clocks.known) as held:
        telling = {one.pk: _Telling(held, one.pk, clocks) for one in publications}
    ids = set().union(*(one.milestones | one.rounds for one in telling.values())) if telling else set()
    editions = Edition.objects.filter(pk__in=ids).select_related("publication")
    cards = cards_by_edition(editions.order_by("sort_key", "publication__number"), clocks)
    return {one.pk: _Read(one, clocks, telling[one.pk], cards) for one in publications}


class _Telling:
    """The entries that the status and the next step of talks hang on, chosen from what is in memory: every milestone;
    of the rounds the first held, the first after each milestone, the last two held, and the next ones."""

    def __init__(self, held: Postings, talks: int, clocks: Clocks):
        kind, status, day = held.by.get("kind", {}), held.by.get("status", {}), clocks.on.date()
        self.milestones = set(held.naming("sets_status_of", talks))
        rounds = held.naming("negotiation", talks) & kind.get("round", BitMap())
        was_held = sorted(rounds & status.get(str(RoundStatus.HELD), BitMap()), key=held.order.place)
        days = {id: held.order.days(id) for id in (*rounds, *self.milestones)}
        self.rounds = set(was_held[:1])
        for milestone in self.milestones:
            self.rounds |= set([id for id in was_held if days[id][0] >= days[milestone][0]][:1])
        self.rounds |= set([id for id in was_held if days[id][0] <= day][-2:])
        ahead = sorted((id for id in rounds if days[id][1] >= day), key=held.order.place)
        self.rounds |= set(ahead[:10])


class _Read(NegotiationStanding):
    """Talks whose entries were read together with those of others."""

    def __init__(self, publication: Publication, clocks: Clocks, telling: _Telling, cards: dict[int, Card]):
        super().__init__(publication, clocks)
        self.__dict__["_milestones"] = [card for id, card in cards.items() if id in telling.milestones]
        self.__dict__["_telling_rounds"] = [card for id, card in cards.items() if id in telling.rounds]


def tracks(publication: Publication, clocks: Clocks) -> list[dict]:
    """The negotiations within one, with where they stand: {label, url, standing}."""
    editions = Edition.objects.known_on(clocks.known).filter(
        publication__kind="negotiation",
        publication__redirect_to=None,
        facets__name="negotiation",
        facets__noun=publication,
    )
    editions = list(editions.select_related("publication").order_by("publication__key"))
    stand = standings([edition.publication for edition in editions], clocks) if editions else {}
    return [
        {
            "label": (label := label_of(edition)),
            "url": label.url,
            "standing": stand[edition.publication_id].now(),
        }
        for edition in editions
    ]
