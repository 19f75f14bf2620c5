"""Adding many rows at once comes to the same as keeping each."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from greenpact.cities.keeping import NotKept, WhyNotKept, add_all, keep
from greenpact.cities.models import Field, Office
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from greenpact.parties.models import Organisation
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db


def test_each_row_is_there_with_its_entry_and_its_many(django_assert_max_num_queries: Any) -> None:
    city = a_city()
    energy, _outcome = keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)
    rows = {f"office-{number}": {"name": {"en": "Office"}, "fields": [energy]} for number in range(3)}
    with django_assert_max_num_queries(16):
        added = add_all(Office, city, rows, by=BY, at=AT)
    assert list(added) == list(rows)
    assert [list(office.fields.all()) for office in Office.objects.all()] == [[energy]] * 3
    verbs = Entry.objects.filter(subject__startswith="office:").values_list("verb", "subject", "is_public")
    assert list(verbs) == [("office.added", f"office:{ref}", True) for ref in rows]
    city.chain.refresh_from_db()
    assert verify_chain(city.chain) is None
    assert keep(Office, city, "office-0", rows["office-0"], by=BY, at=AT)[1] == "same"


def test_taken_refs_and_wrong_values_keep_all_out() -> None:
    city = a_city()
    keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)
    with pytest.raises(NotKept) as refusal:
        add_all(Field, city, {"new": {}, "energy": {}}, by=BY, at=AT)
    assert refusal.value.reason == WhyNotKept.REF_TAKEN
    with pytest.raises(ValidationError):
        add_all(Field, city, {"new": {}, "wrong": {"sdgs": [99]}}, by=BY, at=AT)
    with pytest.raises(ValidationError):
        add_all(Organisation, city, {"works": {"name": "W", "kind": "company", "count": 2}}, by=BY, at=AT)
    assert Field.objects.count() == 1
    assert not Organisation.objects.exists()
