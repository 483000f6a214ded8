"""Ids in a form that are none: an error of the form, never a page of error 500."""

import pytest
from django.urls import reverse

from negotiations.models.entries import Entry
from tests import make

pytestmark = pytest.mark.django_db
ADD_QUOTE = "admin:negotiations_quote_add"
EMPTY_PARTS = {
    f"{part}-{field}": "0"
    for part in ("citations", "evidence", "relations")
    for field in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
}


@pytest.mark.parametrize("field", ["speaker", "office", "economies", "topics", "people", "negotiations"])
@pytest.mark.parametrize("value", ["x", "-1", "9" * 40, "1.5", "\x00", "999999", "１"])
def test_an_id_that_is_none_is_an_error_at_its_field(client, ana, field, value):
    client.force_login(ana)
    make.make_person()
    response = client.post(
        reverse(ADD_QUOTE), {"headline": "Words", "language": "en", field: value, **EMPTY_PARTS}
    )
    if response.status_code != 400:  # a number beyond every database's is refused before the form is read
        assert response.status_code in (200, 409)
        assert "Words" in response.text
    assert not Entry.objects.exists()
