"""How a measure change is printed, and what it must hold to be published."""

import re

from negotiations.desk.kinds.base import DeskKind, Problem, date, entry_fields, noun, nouns
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.public.kinds import measure_change as public
from negotiations.tariffs.duty import parse
from negotiations.values.vocabulary import Action, EconomyScope, GoodsScope, Relation

_BARE_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def build(row: MeasureChange, references) -> public.MeasureChangeBody:
    """The change as readers will see it."""
    zone = row.legal_zone
    return public.MeasureChangeBody(
        **entry_fields(row, references),
        measure=noun(row.measure, references),
        action=row.action,
        imposed_by=noun(row.measure.imposed_by, references) if row.measure else None,
        instrument=noun(row.instrument, references),
        announced=date(row.announced, zone),
        signed=date(row.signed, zone),
        published=date(row.published, zone),
        guidance=date(row.guidance, zone),
        effective_from=date(row.effective_from, zone),
        effective_until=date(row.effective_until, zone),
        days_after=row.days_after,
        days_after_event=row.days_after_event or None,
        duty=row.duty,
        rate_basis=row.rate_basis or None,
        goods=row.goods,
        goods_scope=row.goods_scope or None,
        goods_codes=[
            public.GoodsBody(system=code.system, code=code.code, is_excluded=code.is_excluded, note=code.note)
            for code in row.goods_codes.all()
        ],
        economy_scope=row.economy_scope or None,
        scope_economies=nouns(row.scope_economies.order_by("name"), references),
        product_lists=nouns(row.product_lists.order_by("name"), references),
        excepted_lists=nouns(row.excepted_lists.order_by("name"), references),
        condition=row.condition,
        stacking=row.stacking,
        amends=references.entry(row.amends) if row.amends else None,
    )


def points_at(row: MeasureChange):
    return [(Relation.AMENDS, row.amends)] if row.amends else []


def pointing_at(entry):
    found = MeasureChange.objects.filter(amends=entry.pk).select_related("publication")
    return [(Relation.AMENDS, change) for change in found]


def names_measure(row: MeasureChange):
    """A change belongs to a measure."""
    if not row.measure:
        yield Problem("change-measure", "measure", "Choose the measure that changes.")


def names_action(row: MeasureChange):
    """A change says what it does."""
    if not row.action:
        yield Problem("change-action", "action", "Choose what happens to the measure.")


def has_effective_date(row: MeasureChange):
    """An action that applies from a day says from which, or from which other date it is counted."""
    if (
        row.action
        and Action(row.action).needs_effective_date
        and not row.effective_from
        and not row.days_after_event
    ):
        yield Problem(
            "change-effective",
            "effective_from",
            f"Give the date from which it is {row.get_action_display().lower()}, or the rule that it follows from.",
        )
    if row.days_after_event and not getattr(row, row.days_after_event):
        yield Problem(
            "change-effective", row.days_after_event, "The effective date is counted from this date: give it."
        )


def ends_after_it_begins(row: MeasureChange):
    """The end is exclusive and lies after the beginning."""
    begins = row.date_of("effective_from", row.legal_zone)
    ends = row.date_of("effective_until", row.legal_zone)
    if begins and ends and ends.earliest <= begins.earliest:
        yield Problem(
            "change-order",
            "effective_until",
            "It ends before it begins. The end is the first instant it no longer applies.",
        )


def rate_has_basis(row: MeasureChange):
    """A rate means nothing without its basis."""
    if row.duty and not row.rate_basis:
        yield Problem(
            "change-basis",
            "rate_basis",
            "Choose what kind of rate it is: a rate means nothing without its basis.",
        )


def scope_is_complete(row: MeasureChange):
    """A scope that depends on a list of economies has one."""
    needs = (EconomyScope.LISTED, EconomyScope.ALL_EXCEPT)
    if row.economy_scope in needs and not row.scope_economies.exists():
        yield Problem("change-scope", "scope_economies", "List the economies that the scope speaks of.")


def goods_are_complete(row: MeasureChange):
    """Goods by code have codes, and codes have a scope that uses them."""
    included = row.goods_codes.filter(is_excluded=False).exists() or row.product_lists.exists()
    excepted = row.goods_codes.filter(is_excluded=True).exists() or row.excepted_lists.exists()
    if row.goods_scope == GoodsScope.LISTED and not included:
        yield Problem("change-goods", "goods_scope", "List the goods by code, or choose a product list.")
    if row.goods_scope == GoodsScope.ALL and included:
        yield Problem(
            "change-goods",
            "goods_scope",
            "“All goods” leaves no room for a list of goods: only for exceptions.",
        )
    if row.goods_scope in ("", GoodsScope.DESCRIBED) and (included or excepted):
        yield Problem(
            "change-goods", "goods_scope", "Say how the codes are meant: the goods listed, or all but those."
        )
    if row.goods_scope == GoodsScope.DESCRIBED and not row.goods:
        yield Problem("change-goods", "goods", "Describe the goods in words.")


def names_instrument(row: MeasureChange):
    """A change is made by a document."""
    if not row.instrument:
        yield Problem(
            "change-instrument", "instrument", "No document is named: by which order, notice or law?"
        )


def has_known_date(row: MeasureChange):
    """It is known from when the change applies."""
    if not row.effective_from and not row.days_after_event:
        yield Problem("change-from", "effective_from", "Nothing says from when it applies.")


def names_goods(row: MeasureChange):
    """Readers learn which goods are meant."""
    if not row.goods and not row.goods_scope:
        yield Problem(
            "change-which-goods", "goods", "No goods are named here: right where they stay as they were."
        )


def rate_is_given(row: MeasureChange):
    """A duty that is imposed or changed has a rate."""
    if row.action in (Action.IMPOSED, Action.AMENDED) and not row.duty:
        yield Problem("change-rate", "duty", "No rate is given.")


def has_exact_rate(text: str) -> None:
    """Raise ValueError for a duty that cannot be put in numbers: of a row in a file nobody sees how it is read."""
    if _BARE_NUMBER.fullmatch(text):
        raise ValueError(
            f"{text} has no percent sign, and spreadsheets write 25% as 0.25. Write 25%, as text."
        )
    parse(text)


DESK_KINDS = (
    DeskKind(
        MeasureChange,
        build,
        rules=(
            names_measure,
            names_action,
            has_effective_date,
            ends_after_it_begins,
            rate_has_basis,
            scope_is_complete,
            goods_are_complete,
        ),
        warnings=(names_instrument, has_known_date, names_goods, rate_is_given),
        points_at=points_at,
        pointing_at=pointing_at,
        follow=("goods_codes",),
        import_columns={"rate": "duty", "products": ("goods_codes", "product_lists", "goods")},
        import_checks={"duty": has_exact_rate},
    ),
)
