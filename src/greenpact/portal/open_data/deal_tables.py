"""Tables of deals: organisations, deals, their parties, clauses, sources and versions."""

from django.utils.translation import gettext_lazy as _

from greenpact.deals.choices import (
    DealKind,
    DealTier,
    Detail,
    KindOfClause,
    KindOfDuty,
    LegalNature,
    ProvisionTopic,
    RoleInDeal,
    SignatureState,
    WorkState,
)
from greenpact.deals.models import Deal, Party, Source, Version
from greenpact.parties.models import OrganisationKind
from greenpact.portal import addresses
from greenpact.portal.open_data import rows, shared
from greenpact.portal.open_data.columns import Kind, Table, column, page_address, point, ref_of, refs
from greenpact.portal.open_data.scope import Scope

EURO, FULL_TIME = _("euro"), _("full-time equivalents")


def _counts(deal: Deal, scope: Scope) -> bool:
    return scope.rule_of(deal.city_id).counts(deal.kind, deal.tier, deal.signature_state)


DEALS = Table(
    "deals",
    _("Deals"),
    _("One row is a Local Green Deal, a running cooperation, a pilot or a comparable pact."),
    (
        shared.CITY,
        shared.REF,
        column("kind", _("What kind of agreement it is."), values=DealKind.choices),
        column("title", _("Title."), Kind.TEXTS),
        column("original_title", _("Title in the language of the agreement, where it is another one.")),
        column("original_language", _("Language of the original title (ISO 639-1).")),
        column("summary", _("What it is about, in short."), Kind.TEXTS),
        ref_of("field", _("Field of work in its city."), "field"),
        column("tier", _("How large it is."), values=DealTier.choices),
        column("legal_nature", _("How binding it is."), values=LegalNature.choices),
        column("work_state", _("How far the work is."), values=WorkState.choices),
        column(
            "signature_state",
            _("How far the signing is; independent of the work."),
            values=SignatureState.choices,
        ),
        column(
            "counts",
            _("Whether its city counts it as a Local Green Deal by today's rule."),
            Kind.YES_NO,
            of=_counts,
        ),
        column("start_year", _("Year in which it starts."), Kind.INTEGER, unit=shared.YEAR),
        column("end_year", _("Year for which its goals are set."), Kind.INTEGER, unit=shared.YEAR),
        column("starts_on", _("Day on which it starts, where it is known."), Kind.DAY),
        column("ends_on", _("Day on which it ends, where it is known."), Kind.DAY),
        column("signed_on", _("Day on which it was signed."), Kind.DAY),
        column("binding_language", _("Language whose text prevails, where there are several.")),
        shared.SDGS,
        refs("districts", _("Districts it belongs to."), "districts"),
        *shared.PLACE,
        refs("further_cities", _("Other cities that take part in it."), "further_cities", of="slug"),
        column("detail", _("How much the source tells."), values=Detail.choices),
        column(
            "compiled",
            _("Whether the record was compiled from public sources and is not the parties' own statement."),
            Kind.YES_NO,
            of="is_compiled",
        ),
        refs("sources", _("Where the facts were read."), "sources", of="url"),
        column("changed_at", _("When the record last changed."), Kind.MOMENT),
        page_address(lambda row: addresses.deal(row.city.slug, row.ref), _("The deal's page.")),
    ),
    rows.deals,
    point,
)


ORGANISATIONS = Table(
    "organisations",
    _("Organisations"),
    _("One row is an organisation that is, or was, party to a public deal."),
    (
        shared.CITY,
        shared.REF,
        column("name", _("Name of the organisation.")),
        column("kind", _("What kind of organisation it is."), values=OrganisationKind.choices),
        column(
            "count", _("How many organisations stand behind a group."), Kind.INTEGER, unit=_("organisations")
        ),
        column("text", _("Short description."), Kind.TEXTS),
        column("web", _("Its website."), Kind.ADDRESS),
        column(
            "identifiers",
            _("Identifiers as scheme:value."),
            Kind.LIST,
            of=lambda row, _scope: [f"{scheme}:{value}" for scheme, value in sorted(row.identifiers.items())],
        ),
        ref_of("district", _("District it lies in."), "district"),
        column("street", _("Street and number.")),
        column("postal_code", _("Postal code.")),
        column("place", _("Place.")),
        *shared.PLACE,
        shared.NUTS3,
        shared.SOURCE,
        page_address(lambda row: addresses.party(row.city.slug, row.ref), _("The organisation's page.")),
    ),
    rows.organisations,
    point,
)


PARTIES = Table(
    "parties",
    _("Parties"),
    _("One row is an organisation in a deal, with its role. A party that left stays in the table."),
    (
        *shared.OF_DEAL,
        column("organisation", _("Short name of the organisation."), of="organisation.ref"),
        column("name", _("Name of the organisation."), of="organisation.name"),
        column("role", _("Role in the deal."), values=RoleInDeal.choices),
        column(
            "joined_on", _("Day on which it joined; empty for those who were there from the start."), Kind.DAY
        ),
        column("left_on", _("Day on which it left; empty as long as it takes part."), Kind.DAY),
    ),
    rows.of_deals(Party, "organisation", order="position"),
)


CLAUSES = Table(
    "clauses",
    _("Clauses"),
    _("One row is a goal, a commitment of one party, or a provision of a deal."),
    (
        *shared.OF_DEAL,
        column("ref", _("Short name of the clause, unique within its deal.")),
        column("kind", _("What kind of clause it is."), values=KindOfClause.choices),
        ref_of("party", _("Commitments: whose it is; empty where the source does not say."), "party"),
        column("text", _("The clause in words."), Kind.TEXTS),
        column("indicator", _("Goals: what is looked at."), Kind.TEXTS),
        column(
            "target", _("Goals: the value to be reached."), Kind.NUMBER, unit=_("as in the column “unit”")
        ),
        column("quantity", _("Commitments: how much."), Kind.NUMBER, unit=_("as in the column “unit”")),
        column("unit", _("Unit of target or quantity.")),
        column("due_year", _("Goals: by when."), Kind.INTEGER, unit=shared.YEAR),
        column("measure_type", _("Commitments: type of measure, where it was classified.")),
        column("starts_on", _("Commitments: day on which it starts."), Kind.DAY),
        column("ends_on", _("Commitments: day on which it ends."), Kind.DAY),
        column("money_eur", _("Commitments: money promised."), Kind.NUMBER, unit=EURO),
        column("staff_fte", _("Commitments: staff promised."), Kind.NUMBER, unit=FULL_TIME),
        column(
            "duty",
            _("Commitments: whether it is owed by law anyway or comes on top."),
            values=KindOfDuty.choices,
        ),
        column("serves", _("Commitments: goals it serves."), Kind.LIST),
        column("topic", _("Provisions: what they settle."), values=ProvisionTopic.choices),
        column(
            "heading", _("Provisions: the words above the paragraph in the agreement's text."), Kind.TEXTS
        ),
    ),
    rows.clauses,
)

SOURCES = Table(
    "sources",
    _("Sources"),
    _("One row is an address where facts about a deal were read."),
    (
        *shared.OF_DEAL,
        column("url", _("Address of the source."), Kind.ADDRESS),
        column(
            "checked_on",
            _("Day on which somebody last read it there; empty where nobody noted it."),
            Kind.DAY,
        ),
        shared.NOTE,
    ),
    rows.of_deals(Source, order="position"),
)

VERSIONS = Table(
    "versions",
    _("Versions"),
    _("One row is a published version of a deal's document."),
    (
        *shared.OF_DEAL,
        column("number", _("Number of the version."), Kind.INTEGER),
        column("published_at", _("When it was published."), Kind.MOMENT),
        column("sha256", _("SHA-256 of the document as canonical JSON (RFC 8785).")),
        page_address(
            lambda row: f"{addresses.deal(row.deal.city.slug, row.deal.ref)}versions/{row.number}/",
            _("The version's page."),
        ),
    ),
    rows.of_deals(Version, order="number"),
)
