"""Reading from the register what the criteria of a scheme ask of a deal."""

from datetime import date

from greenpact.deals.models import Deal
from greenpact.deals.negotiation.checking import open_checks
from greenpact.deals.rules import Signature
from greenpact.deals.signing.reading import last_signed
from greenpact.deals.versions import document_of
from greenpact.journal.models import Entry
from greenpact.labels.checks import Facts, Signed
from greenpact.measures.models import Measure
from greenpact.measures.rules import State
from greenpact.parties.models import Organisation, OrganisationKind

#: What counts as a report: somebody said how a measure stands, or planned it anew.
REPORTS = ("measure.state_recorded", "measure.replanned")


def facts_of(deal: Deal, *, observer: Organisation | None, on: date) -> Facts:
    """What is known of a deal on a day, for the checks of a scheme."""
    measures = list(
        Measure.objects.standing().filter(clause__deal=deal).select_related("clause").order_by("pk")
    )
    organisations = deal.parties.values_list("organisation__ref", "organisation__kind")
    return Facts(
        document=document_of(deal),
        city_bodies=frozenset(ref for ref, kind in organisations if kind == OrganisationKind.CITY),
        is_public=deal.is_published,
        signed=signed_where(deal),
        day=on,
        measures={row.clause.ref: State(row.state) for row in measures},
        due=frozenset(row.clause.ref for row in measures if row.due_on),
        open_checks=len(open_checks(deal)) if deal.checks.exists() else None,
        last_report_on=last_report_on(deal),
        observer=observer.ref if observer else "",
        ever_parties=frozenset(ref for ref, _kind in organisations),
    )


def signed_where(deal: Deal) -> Signed:
    """Where a deal was signed (one query): here by a round, or elsewhere and written down by the city."""
    if not is_signed(deal):
        return Signed.NOT
    return Signed.HERE if last_signed(deal) is not None else Signed.ELSEWHERE


def is_signed(deal: Deal) -> bool:
    """Whether the city itself says that a deal is signed; what was only compiled from public sources is not."""
    return deal.signature_state == Signature.SIGNED and not deal.is_compiled


def last_report_on(deal: Deal) -> date | None:
    """The day on which somebody last said in public how a measure of the deal stands; None for never."""
    entries = Entry.objects.filter(chain=deal.city.chain_id, subject=f"deal:{deal.ref}", verb__in=REPORTS)
    last = entries.public().order_by("-number").values_list("at", flat=True).first()
    return deal.city.day(last) if last else None
