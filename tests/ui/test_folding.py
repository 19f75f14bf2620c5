"""Names stand in one order on either database, as people look them up."""

import pytest

from greenpact.cities.keeping import keep
from greenpact.cities.models import District
from greenpact.pages.keyset import BY_NAME, slice_of
from greenpact.parties.models import Organisation
from greenpact.ui.folding import fold
from tests.makers import AT, BY, a_city, an_organisation

IN_ORDER = [
    "29 schools",
    "Aachener Bank",
    "Ärztekammer",
    "ärztliche Stelle",
    "Azubi-Netz",
    "Łódź Partners",
    "Oase",
    "ÖkoHaus",
    "Ölmühle",
    "Ørsted",
    "Straßenbau",
    "Strassencafé",
    "van der Berg",
    "Zoo",
]


def test_folding_is_done_once_and_for_all() -> None:
    assert fold("  Ärger \n ÉCOLE ß ") == "arger ecole ss"
    assert fold("Ørsted Łódź") == "orsted lodz"
    assert fold(fold("Ä")) == fold("Ä")


@pytest.mark.django_db
class TestInTheRegister:
    def test_organisations_stand_in_the_order_of_their_names(self) -> None:
        city = a_city()
        for number, name in enumerate(reversed(IN_ORDER)):
            an_organisation(city, f"o{number}", name=name)
        assert [row.name for row in Organisation.objects.all()] == IN_ORDER

    def test_pages_of_them_follow_one_another(self) -> None:
        city = a_city()
        for number, name in enumerate(reversed(IN_ORDER)):
            an_organisation(city, f"o{number}", name=name)
        found, token = [], ""
        for _page in range(4):
            page = slice_of(Organisation.objects.all(), BY_NAME, token, size=4)
            found += [row.name for row in page.rows]
            token = page.older
        assert (found, token) == (IN_ORDER, "")

    def test_a_new_name_takes_its_new_place(self) -> None:
        city = a_city()
        for ref, name in (("a", "Zoo"), ("b", "Oase")):
            keep(District, city, ref, {"name": name}, by=BY, at=AT)
        keep(District, city, "a", {"name": "Äußere Stadt"}, by=BY, at=AT)
        assert [row.name for row in District.objects.all()] == ["Äußere Stadt", "Oase"]
