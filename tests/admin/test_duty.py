"""The duty expression in the form of a measure change."""

import pytest

from tests.admin.screens import url
from tests.make import make_measure_change

pytestmark = pytest.mark.django_db


def test_an_editor_sees_how_a_duty_is_read(at_desk, ana):
    change = make_measure_change(duty="4.4¢/kg plus 10 percent")
    assert "4.4¢/kg + 10%" in at_desk(ana).get(url(change)).text


def test_an_editor_is_told_where_a_duty_stops_being_understood(at_desk, ana):
    change = make_measure_change(duty="25 on cars")
    assert "Kept as text, and in no total" in at_desk(ana).get(url(change)).text
