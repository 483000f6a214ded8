"""What is public of the nouns: the names that entries point at."""

from datetime import date

from babel import Locale
from django.utils.translation import gettext_noop
from pydantic import Field

from negotiations.public.kinds.base import Date, FacetValue, Kind, Printed, Ref, refs
from negotiations.values import vocabulary


class MemberBody(Printed):
    economy: Ref
    since: date | None = Field(None, description="First day of membership.")
    until: date | None = Field(None, description="First day no longer a member.")


class EconomyBody(Printed):
    name: str
    name_ja: str = ""
    code: str = Field(description="ISO 3166-1 alpha-2, or EU.")
    economy_kind: vocabulary.EconomyKind
    members: list[MemberBody] = Field(
        [], description="Of a customs union, with the days between which they belong."
    )


class OrganisationBody(Printed):
    name: str
    short_name: str = ""
    economy: Ref | None = None


class PersonBody(Printed):
    name: str = Field(description="In Latin letters.")
    name_original: str = ""
    original_language: str = ""


class OfficeBody(Printed):
    person: Ref
    title: str
    organisation: Ref | None = None
    economy: Ref | None = None
    held_from: date | None = None
    held_until: date | None = Field(None, description="The first day no longer in office.")


class TopicBody(Printed):
    name: str
    description: str = ""


class NegotiationBody(Printed):
    name: str
    parties: list[Ref] = []
    parent: Ref | None = Field(None, description="For a track: the talks it is part of.")
    description: str = ""


class AuthorityBody(Printed):
    name: str
    statute: str = ""
    economy: Ref | None = None
    allows: str = ""
    cap: str = ""
    duration: str = ""
    duration_days: int | None = Field(
        None, description="Days that a measure under it may last, from its first."
    )


class MeasureBody(Printed):
    name: str
    imposed_by: Ref | None = None
    authority: Ref | None = None
    description: str = ""


class InstrumentBody(Printed):
    name: str
    instrument_kind: vocabulary.InstrumentKind
    number: str = ""
    citation: str = ""
    address: str = ""
    issued: Date | None = None
    economy: Ref | None = None


class ProductListBody(Printed):
    """Product codes of one document. A list that was printed never changes; a later version replaces it."""

    name: str
    system: vocabulary.GoodsSystem
    nomenclature: str = Field("", description="The edition that the codes are of, such as HS 2022.")
    replaces: Ref | None = None
    code_count: int
    codes: str = Field(description="One code a line, as digits; its own duty after a tab, where it has one.")


class SourceBody(Printed):
    source_kind: vocabulary.SourceKind
    title: str
    authors: str = ""
    publisher: str = ""
    issued: Date | None = None
    language: str = "en"
    address: str = Field("", description="Where it was read; empty where no address is known.")
    read_at: str = Field("", description="The site of the copy, where it is not the publisher's own.")
    accessed_on: date | None = None
    is_official: bool = False
    is_paywalled: bool = False
    is_retracted: bool = False


def _negotiation_facets(body: NegotiationBody) -> list[FacetValue]:
    return [*refs("economy", body.parties), *refs("negotiation", [body.parent])]


def _measure_facets(body: MeasureBody) -> list[FacetValue]:
    return [*refs("economy", [body.imposed_by]), *refs("authority", [body.authority])]


def _office_facets(body: OfficeBody) -> list[FacetValue]:
    return [
        *refs("person", [body.person]),
        *refs("organisation", [body.organisation]),
        *refs("economy", [body.economy]),
    ]


def _instrument_label(body: InstrumentBody) -> str:
    return f"{body.number}, {body.name}" if body.number else body.name


def _source_label(body: SourceBody) -> str:
    return body.title


def _name(body) -> str:
    return body.name


def _name_of_economy(body: EconomyBody, language: str) -> str:
    """As the record has it, or as CLDR does."""
    return (language == "ja" and body.name_ja) or Locale.parse(language).territories.get(body.code, "")


def _name_of_person(body: PersonBody, language: str) -> str:
    """As they write it themselves, for readers of their language."""
    return body.name_original if body.original_language.partition("-")[0] == language else ""


KINDS = (
    Kind(
        "economy",
        gettext_noop("Economy"),
        gettext_noop("Economies"),
        EconomyBody,
        address="/economies/{key}/",
        label=_name,
        short=lambda body: body.code,
        local_name=_name_of_economy,
        facets=lambda body: refs("economy", (member.economy for member in body.members)),
        jsonld_type="AdministrativeArea",
    ),
    Kind(
        "organisation",
        gettext_noop("Organisation"),
        gettext_noop("Organisations"),
        OrganisationBody,
        address="/organisations/{key}/",
        label=_name,
        short=lambda body: body.short_name or body.name,
        facets=lambda body: refs("economy", [body.economy]),
        jsonld_type="Organization",
    ),
    Kind(
        "person",
        gettext_noop("Person"),
        gettext_noop("People"),
        PersonBody,
        address="/people/{key}/",
        label=_name,
        local_name=_name_of_person,
        jsonld_type="Person",
    ),
    Kind(
        "office",
        gettext_noop("Office"),
        gettext_noop("Offices"),
        OfficeBody,
        label=lambda body: body.title,
        facets=_office_facets,
        jsonld_type="Role",
    ),
    Kind(
        "topic",
        gettext_noop("Topic"),
        gettext_noop("Topics"),
        TopicBody,
        address="/topics/{key}/",
        label=_name,
        jsonld_type="DefinedTerm",
    ),
    Kind(
        "negotiation",
        gettext_noop("Negotiation"),
        gettext_noop("Negotiations"),
        NegotiationBody,
        address="/negotiations/{key}/",
        label=_name,
        facets=_negotiation_facets,
        jsonld_type="EventSeries",
    ),
    Kind(
        "measure",
        gettext_noop("Measure"),
        gettext_noop("Measures"),
        MeasureBody,
        address="/measures/{key}/",
        label=_name,
        facets=_measure_facets,
        jsonld_type="Legislation",
    ),
    Kind(
        "authority",
        gettext_noop("Legal authority"),
        gettext_noop("Legal authorities"),
        AuthorityBody,
        address="/authorities/{key}/",
        label=_name,
        facets=lambda body: refs("economy", [body.economy]),
        jsonld_type="Legislation",
    ),
    Kind(
        "instrument",
        gettext_noop("Instrument"),
        gettext_noop("Instruments"),
        InstrumentBody,
        label=_instrument_label,
        short=lambda body: body.number or body.name,
        facets=lambda body: refs("economy", [body.economy]),
        jsonld_type="Legislation",
    ),
    Kind(
        "product_list",
        gettext_noop("Product list"),
        gettext_noop("Product lists"),
        ProductListBody,
        address="/products/{key}/",
        label=_name,
        search_text=lambda body: [body.name],
        facets=lambda body: refs("product_list", [body.replaces]),
        jsonld_type="DefinedTermSet",
    ),
    Kind(
        "source",
        gettext_noop("Source"),
        gettext_noop("Sources"),
        SourceBody,
        address="/sources/{key}/",
        label=_source_label,
        short=lambda body: body.publisher or body.title,
        jsonld_type="CreativeWork",
    ),
)
