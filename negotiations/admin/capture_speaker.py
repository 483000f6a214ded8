"""Who spoke, as the form of a capture says it: somebody on record, somebody new, or not clear yet."""

from functools import cached_property

from negotiations.admin.form_data import LONGEST_ID
from negotiations.desk.capture import cleaning, speakers
from negotiations.models.nouns import Office, Organisation, Person

AUTOMATIC, NO_OFFICE = "", "-"


class SpeakerPart:
    """The speaker of a capture; its `data` is the form as it came, its `source` the one on record, if there is one."""

    @cached_property
    def choice(self) -> str:
        """What was chosen for the name as it stands: the id of a person, "new", or '' where nothing was."""
        chosen, name = self.data.get("speaker", ""), cleaning.folded(self.value("speaker_name"))
        return chosen if name and cleaning.folded(self.data.get("speaker_for", "")) == name else ""

    @cached_property
    def namesakes(self) -> list[Person]:
        """Everybody on record who has exactly the name that was typed."""
        return speakers.named(cleaning.line(self.value("speaker_name"), 200))

    @cached_property
    def speaker(self) -> Person | None:
        """Who spoke, as far as that is clear; without an id where they are new."""
        if self.choice == "new":
            return Person(name=self.value("speaker_name"))
        if self.choice.isascii() and self.choice.isdigit() and len(self.choice) <= LONGEST_ID:
            return Person.objects.filter(pk=int(self.choice)).first()
        return self.namesakes[0] if len(self.namesakes) == 1 else None

    @cached_property
    def candidates(self) -> list[Person]:
        """Whom the name may mean, where that is not clear."""
        name = cleaning.line(self.value("speaker_name"), 200)
        if not name or self.speaker:
            return []
        return self.namesakes or speakers.nearly_named(name)

    @property
    def day(self):
        """The day on which the words were said, as far as it is known."""
        issued = self.source.issued if self.source else self.value("source-issued")
        return speakers.day_of(self.value("when"), issued)

    @cached_property
    def offices(self) -> list[tuple[str, str]]:
        """What the list of offices offers, the one first that is taken where nothing is chosen."""
        if not (self.speaker and self.speaker.pk):
            return [(AUTOMATIC, "–")]
        proposed = speakers.office_held(self.speaker, self.day)
        offered = [
            (str(office.pk), _said(office) + ("" if held else " (not on that day)"))
            for office, held in speakers.offices_of(self.speaker, self.day)
        ]
        first = f"{_said(proposed)} (proposed)" if proposed else "Choose, or leave it for later"
        others = [(pk, words) for pk, words in offered if proposed is None or pk != str(proposed.pk)]
        return [(AUTOMATIC, first), *others, (NO_OFFICE, "None of these")]

    def office(self, title: str, organisation: str, economy) -> Office | None:
        """The office that goes with the words; without an id where it is new."""
        speaker, chosen = self.speaker, self.data.get("office", "")
        if speaker is None:
            return None
        if title:
            known_one = speakers.same_office(speaker, title) if speaker.pk else None
            return known_one or Office(title=title, organisation=_organisation(organisation), economy=economy)
        if speaker.pk is None or chosen == NO_OFFICE:
            return None
        if chosen in dict(self.offices) and chosen != AUTOMATIC:
            return Office.objects.get(pk=int(chosen))
        return speakers.office_held(speaker, self.day)


def _said(office: Office) -> str:
    return f"{office.title}, {office.organisation}" if office.organisation else office.title


def _organisation(name: str) -> Organisation | None:
    return (speakers.organisation_named(name) or Organisation(name=name)) if name else None
