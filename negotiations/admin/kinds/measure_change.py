"""The form and the list of measure changes."""

from django.contrib import admin

from negotiations.admin.base import DeskTabular
from negotiations.admin.entries import EntryAdmin
from negotiations.models.kinds.measure_change import GoodsCode, MeasureChange
from negotiations.tariffs.duty import DutyError, parse


class GoodsInline(DeskTabular):
    model = GoodsCode
    fields = ("system", "code", "is_excluded", "note")
    max_num = 100  # beyond it a browser would send more fields than the site takes
    verbose_name_plural = "Goods by code: included or excepted"


@admin.register(MeasureChange)
class MeasureChangeAdmin(EntryAdmin):
    own_fieldsets = (
        (
            "What changes",
            {
                "description": "One change of one measure, and the document that makes it.",
                "fields": (("measure", "action"), ("instrument", "amends")),
            },
        ),
        (
            "Dates of the law",
            {
                "description": "When it was announced, signed, published, and from when until when it applies."
                " The end is the first instant at which it no longer applies.",
                "fields": (
                    ("announced", "signed", "published", "guidance"),
                    ("effective_from", "effective_until", "effective_zone"),
                    ("days_after", "days_after_event"),
                ),
            },
        ),
        (
            "Rate and goods",
            {
                "description": "Never a rate without its basis. Rates are not added up here: how duties stand to"
                " each other is a stacking rule.",
                "fields": (
                    ("duty", "duty_as_read", "rate_basis"),
                    "goods",
                    "goods_scope",
                    ("product_lists", "excepted_lists"),
                    "economy_scope",
                    "scope_economies",
                    "condition",
                    "stacking",
                ),
            },
        ),
    )
    own_inlines = (GoodsInline,)
    readonly_fields = ("duty_as_read",)

    @admin.display(description="read as")
    def duty_as_read(self, change):
        """What the site makes of the duty expression, or where it stops understanding it."""
        if not change.duty:
            return "–"
        try:
            return str(parse(change.duty))
        except DutyError as error:
            return f"Kept as text, and in no total: {error}"

    own_autocomplete = (
        "measure",
        "instrument",
        "amends",
        "scope_economies",
        "product_lists",
        "excepted_lists",
    )
    own_search = ("measure__name", "instrument__number", "instrument__name", "goods")
    own_filters = ("action", "rate_basis", ("measure", admin.RelatedOnlyFieldListFilter))
