"""How nouns are printed."""

from negotiations.desk.kinds.base import DeskKind, date, noun, nouns
from negotiations.models import nouns as desk
from negotiations.models.sources import Source
from negotiations.public.kinds import nouns as public


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


DESK_KINDS = (
    DeskKind(desk.Economy, _economy),
    DeskKind(desk.Organisation, _organisation),
    DeskKind(desk.Person, _person),
    DeskKind(desk.Office, _office),
    DeskKind(desk.Topic, _topic),
    DeskKind(desk.Negotiation, _negotiation),
    DeskKind(desk.LegalAuthority, _authority),
    DeskKind(desk.Measure, _measure),
    DeskKind(desk.Instrument, _instrument),
    DeskKind(Source, _source),
)
