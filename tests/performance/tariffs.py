"""One answer of /rates/ on a record with 500 measures, 10,000 changes and 100,000 product codes."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from django.db import transaction
from django.test import Client

from negotiations.desk import bulk
from negotiations.models.printed import Press, Publication
from negotiations.public import tariff_book
from negotiations.public.kinds.base import Date, Ref
from negotiations.public.kinds.measure_change import GoodsBody, MeasureChangeBody
from negotiations.public.kinds.nouns import MeasureBody, ProductListBody
from negotiations.public.kinds.stacking_rule import StackingRuleBody
from negotiations.tariffs.codes import CodeList
from tests.performance.report import milliseconds
from tests.performance.setting import Setting

MEASURES, CHANGES_EACH, LISTS, CODES_EACH, RULES = 500, 20, 50, 2_000, 40
_FIRST_DAY = date(2018, 1, 1)


@transaction.atomic
def make_record(seed: int = 1) -> None:
    """Print the worst case: every measure is imposed by one economy, so that an answer has to look at all of them."""
    bulk.make(0, seed)
    random = Random(f"tariffs-{seed}")  # noqa: S311 (nothing here is secret)
    press = Press.objects.select_for_update().get(pk=1)
    economies = [Ref(ref=pk) for pk in _ids("economy")]
    lists = _refs(bulk.print_first(press, [*_lists(random)]))
    imposer = economies[0]
    measures = _refs(
        bulk.print_first(
            press,
            [
                ("measure", f"duty-{n}", MeasureBody(name=f"Duty {n}", imposed_by=imposer))
                for n in range(1, MEASURES + 1)
            ],
        )
    )
    entries = [
        *_changes(random, measures, economies, lists),
        *(("stacking_rule", f"TW-R{n:05d}", _rule(random, measures)) for n in range(RULES)),
    ]
    bulk.print_first(press, entries, press.last_entry + 1)
    press.last_entry += len(entries)
    press.save()


def _ids(kind: str) -> list[int]:
    return list(Publication.objects.filter(kind=kind).order_by("pk").values_list("pk", flat=True))


def _refs(publications) -> list[Ref]:
    return [Ref(ref=publication.pk) for publication in publications]


def _lists(random: Random) -> Iterator[tuple[str, str, ProductListBody]]:
    for n in range(1, LISTS + 1):
        codes = {
            f"{random.randrange(1, 98):02d}{random.randrange(10**6):06d}" for _ in range(CODES_EACH + 60)
        }
        text = str(CodeList(dict.fromkeys(sorted(codes)[:CODES_EACH], "")))
        body = ProductListBody(name=f"List {n}", system="hts", code_count=CODES_EACH, codes=text)
        yield "product_list", f"list-{n}", body


def _changes(random, measures, economies, lists) -> Iterator[tuple[str, str, MeasureChangeBody]]:
    for place, measure in enumerate(measures):
        for n in range(CHANGES_EACH):
            day = _FIRST_DAY + timedelta(days=random.randrange(2900))
            yield (
                "measure_change",
                f"TW-C{place:03d}{n:03d}",
                _change(random, day, measure, economies, lists, n),
            )


def _change(random, day, measure, economies, lists, n) -> MeasureChangeBody:
    when = Date(edtf=day.isoformat(), zone="America/New_York")
    by_list = random.random() < 0.7
    return MeasureChangeBody(
        headline=f"Change {n} of a duty",
        when=when,
        measure=measure,
        action="imposed"
        if n == 0
        else random.choice(["amended", "amended", "suspended", "exempted", "extended"]),
        signed=when,
        effective_from=when,
        duty=f"{random.randint(1, 50)}%",
        rate_basis="additional",
        goods_scope="listed",
        goods_codes=[] if by_list else [GoodsBody(system="hts", code=f"{random.randrange(1, 98):02d}")],
        product_lists=[random.choice(lists)] if by_list else [],
        economy_scope=random.choice(["all", "listed", "all_except"]),
        scope_economies=random.sample(economies, 3),
    )


def _rule(random, measures) -> StackingRuleBody:
    one, other = random.sample(measures, 2)
    return StackingRuleBody(
        headline="Two duties are added",
        when=Date(edtf="2018-01-01", zone="America/New_York"),
        effect=random.choice(["adds", "excludes"]),
        measures=[one],
        other_measures=[other],
        effective_from=Date(edtf="2018-01-01", zone="America/New_York"),
    )


def _questions(count: int) -> list[str]:
    random = Random("questions")  # noqa: S311
    codes = list(dict(Publication.objects.filter(kind="economy").values_list("pk", "key")).values())
    return [
        f"/rates.json?by={codes[0]}&economy={random.choice(codes[1:])}"
        f"&code={random.randrange(1, 98):02d}{random.randrange(10**6):06d}&on=2025-{random.randrange(1, 13):02d}-15"
        for _ in range(count)
    ]


def measure(setting: Setting) -> dict[str, list[float]]:
    """Milliseconds of one answer: the first, which loads the book, and fifty different ones after it."""
    if not Publication.objects.filter(kind="measure", key="duty-1").exists():
        make_record()
    client, questions = Client(headers={"host": "testserver"}), _questions(50)

    def ask(address: str) -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")

    tariff_book.forget()
    first = milliseconds(lambda: ask(questions[0]))
    times = [milliseconds(lambda address=address: ask(address)) for address in questions]
    pages = [
        milliseconds(lambda address=address: ask(address.replace(".json", "/"))) for address in questions
    ]
    return {"json": times, "page": pages, "first": [first]}
