"""Which reports somebody in the workspace may see, and of which organisations they may take a report along."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.reports.models import Report, ReportQuerySet
from greenpact.reports.rules import State
from greenpact.workspace.access import Visit

#: Staff see all reports; a party comes for its own.
SEE = Deed.SEE_ALL_DEALS
WRITE = Deed.EDIT_DEALS
PUBLISH = Deed.KEEP_CITY
OWN = (Deed.SEE_ALL_DEALS, Deed.SEE_OWN_DEALS)


def visible_reports(visit: Visit) -> ReportQuerySet:
    """All reports of the city but those that were given up."""
    rows = Report.objects.filter(city=visit.city).exclude(state=State.DISCARDED)
    return rows.select_related("deal", "corrects", "compared_with")


def find_report(visit: Visit, ref: str) -> Report:
    """A report of the city; raises `Http404`."""
    report = get_object_or_404(visible_reports(visit), ref=ref)
    report.city = visit.city
    if report.deal is not None:
        report.deal.city = visit.city
    return report


def find_older(visit: Visit, report: Report) -> ReportQuerySet:
    """Published reports about the same, other than this one."""
    same = visible_reports(visit).filter(deal=report.deal, kind=report.kind).exclude(pk=report.pk)
    return same.filter(state__in=[State.PUBLISHED, State.WITHDRAWN])


def own_organisations(visit: Visit) -> list[Organisation]:
    """Organisations whose report the visitor may take along: all parties for staff, else those they act for."""
    rows = Organisation.objects.filter(city=visit.city, parties__left_on__isnull=True, parties__isnull=False)
    if not visit.standing.may(SEE):
        rows = rows.filter(pk__in=visit.standing.organisations)
    return list(rows.distinct().order_by("folded_name", "pk"))


def find_organisation(visit: Visit, ref: str) -> Organisation:
    """One of them; raises `Http404`."""
    organisation = get_object_or_404(Organisation, city=visit.city, ref=ref)
    if not visit.standing.may(SEE) and organisation.pk not in visit.standing.organisations:
        raise Http404(ref)
    return organisation
