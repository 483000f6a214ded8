"""The clock that reads the record as it was published."""

from datetime import UTC, datetime

import pytest

from negotiations.values.clock import Moment


def test_a_day_means_its_end_in_the_sites_zone(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    known = Moment.parse("2025-05-01")
    assert known.at == datetime(2025, 5, 1, 14, 59, 59, 999999, tzinfo=UTC)
    assert known.text == "the end of 1 May 2025 (JST)"


def test_an_instant_is_taken_as_it_is_also_when_a_browser_turned_its_plus_into_a_space():
    assert Moment.parse("2025-05-01T18:00:00Z").at == datetime(2025, 5, 1, 18, tzinfo=UTC)
    assert Moment.parse("2025-05-01T18:00:00 09:00").at == datetime(2025, 5, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "value", ["2025-02-30", "yesterday", "2025-05", "9999-12-31", "2025-05-01T18:00", "\x00", "1" * 5000]
)
def test_anything_else_is_refused_with_an_example(value):
    with pytest.raises(ValueError, match="2025-05-01"):
        Moment.parse(value)
