"""Columns that several tables of open data have in common."""

from django.utils.translation import gettext_lazy as _

from greenpact.portal.open_data.columns import Kind, column

YEAR = _("year")
DEGREES = _("degrees (WGS 84)")

CITY = column("city", _("The city's short name, as in its address."), of="city.slug")
REF = column("ref", _("Short name of the record, unique within its city; it stays the same."))
NOTE = column("note", _("A note on the record, such as what its source leaves open."), Kind.TEXTS)
SOURCE = column("source_url", _("Where the facts were read."), Kind.ADDRESS)
PLACE = (
    column("lat", _("Latitude; empty where no position is known."), Kind.NUMBER, unit=DEGREES),
    column("lon", _("Longitude; empty where no position is known."), Kind.NUMBER, unit=DEGREES),
)
SDGS = column("sdgs", _("Numbers of the Sustainable Development Goals, as stated."), Kind.LIST)
NUTS3 = column("nuts3", _("NUTS 3 region (Eurostat, 2024)."))

OF_DEAL = (
    column("city", _("The city in whose register the deal stands."), of="deal.city.slug"),
    column("deal", _("Short name of the deal."), of="deal.ref"),
)
OF_CLAUSE = (
    column("city", _("The city in whose register the deal stands."), of="clause.deal.city.slug"),
    column("deal", _("Short name of the deal."), of="clause.deal.ref"),
    column("clause", _("Short name of the commitment that it carries out."), of="clause.ref"),
)
