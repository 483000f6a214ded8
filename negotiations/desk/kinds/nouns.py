"""How nouns are printed."""

from negotiations.desk.kinds.base import DeskKind, Problem, date, noun, nouns
from negotiations.models import nouns as desk
from negotiations.models.sources import Source
from negotiations.public.kinds import nouns as public
from negotiations.tariffs.codes import CodeList, dotted, read_codes


def _economy(row, references):
    return public.EconomyBody(
        name=row.name,
        name_ja=row.name_ja,
        code=row.code,
        economy_kind=row.economy_kind,
        members=[
            public.MemberBody(
                economy=references.noun(membership.member), since=membership.since, until=membership.until
            )
            for membership in row.memberships.select_related("member")
        ],
    )


def _organisation(row, references):
    return public.OrganisationBody(
        name=row.name, short_name=row.short_name, economy=noun(row.economy, references)
    )


def _person(row, references):
    return public.PersonBody(
        name=row.name, name_original=row.name_original, original_language=row.original_language
    )


def _office(row, references):
    return public.OfficeBody(
        person=references.noun(row.person),
        title=row.title,
        organisation=noun(row.organisation, references),
        economy=noun(row.economy, references),
        held_from=row.held_from,
        held_until=row.held_until,
    )


def _topic(row, references):
    return public.TopicBody(name=row.name, description=row.description)


def _negotiation(row, references):
    return public.NegotiationBody(
        name=row.name,
        parties=nouns(row.parties.order_by("name"), references),
        parent=noun(row.parent, references),
        description=row.description,
    )


def _authority(row, references):
    return public.AuthorityBody(
        name=row.name,
        statute=row.statute,
        economy=noun(row.economy, references),
        allows=row.allows,
        cap=row.cap,
        duration=row.duration,
        duration_days=row.duration_days,
    )


def _measure(row, references):
    return public.MeasureBody(
        name=row.name,
        imposed_by=noun(row.imposed_by, references),
        authority=noun(row.authority, references),
        description=row.description,
    )


def _instrument(row, references):
    return public.InstrumentBody(
        name=row.name,
        instrument_kind=row.instrument_kind,
        number=row.number,
        citation=row.citation,
        address=row.address,
        issued=date(row.issued),
        economy=noun(row.economy, references),
    )


def _product_list(row, references):
    return public.ProductListBody(
        name=row.name,
        system=row.system,
        nomenclature=row.nomenclature,
        replaces=noun(row.replaces, references),
        code_count=row.code_count,
        codes=row.codes,
    )


def _source(row, references):
    return public.SourceBody(
        source_kind=row.source_kind,
        title=row.title,
        authors=row.authors,
        publisher=row.publisher,
        issued=date(row.issued),
        language=row.language,
        address=row.address,
        read_at=row.read_at,
        accessed_on=row.accessed_on,
        is_official=row.is_official,
        is_paywalled=row.is_paywalled,
        is_retracted=row.is_retracted,
    )


def is_not_its_own_track(row: desk.Negotiation):
    """Talks are not a track of themselves, at any distance."""
    seen, parent = {row.pk}, row.parent
    while parent:
        if parent.pk in seen:
            yield Problem(
                "negotiation-parent",
                "parent",
                "These talks would be a track of themselves. Choose other talks.",
            )
            return
        seen.add(parent.pk)
        parent = parent.parent


def canonical_codes(row: desk.ProductList) -> None:
    """Codes as digits, in order, each once; a line that cannot be read stays for the rule to complain about."""
    found = read_codes(_code_rows(row.codes))
    if not found.refused and not found.repaired:
        row.codes = str(CodeList(found.duties))
    row.code_count = len(found.duties)


def has_codes(row: desk.ProductList):
    """A product list holds codes, one a line, that can be read."""
    found = read_codes(_code_rows(row.codes))
    for number, reason in found.refused[:5]:
        yield Problem("list-codes", "codes", f"Line {number}: {reason}")
    for number, text, code in found.repaired[:5]:
        yield Problem("list-codes", "codes", f"Line {number}: {text} has lost a digit. Is it {dotted(code)}?")
    if not found.duties and not found.refused:
        yield Problem("list-codes", "codes", "A list needs at least one code.")


def stays_as_printed(row: desk.ProductList):
    """The codes of a list that readers know never change: answers of the past rest on them."""
    edition = row.publication and row.publication.editions.filter(superseded_at=None).first()
    if edition and (edition.content["codes"], edition.content["system"]) != (row.codes, row.system):
        yield Problem(
            "list-printed",
            "codes",
            "Readers know this list, so its codes stay. Make a new list that replaces it.",
        )


def _code_rows(text: str) -> list[tuple[str, str]]:
    return [(code, duty) for code, _, duty in (line.partition("\t") for line in text.splitlines())]


DESK_KINDS = (
    DeskKind(desk.Economy, _economy),
    DeskKind(desk.Organisation, _organisation),
    DeskKind(desk.Person, _person),
    DeskKind(desk.Office, _office),
    DeskKind(desk.Topic, _topic),
    DeskKind(desk.Negotiation, _negotiation, rules=(is_not_its_own_track,)),
    DeskKind(desk.LegalAuthority, _authority),
    DeskKind(desk.Measure, _measure),
    DeskKind(desk.Instrument, _instrument),
    DeskKind(desk.ProductList, _product_list, rules=(has_codes, stays_as_printed), prepare=canonical_codes),
    DeskKind(Source, _source),
)
