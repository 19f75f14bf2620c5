"""An idea on one page: what was sent, what was said, what the offices say among themselves, and what may follow."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from greenpact.cities.mapping import CityMap, city_map
from greenpact.deals.lineage import Lineage
from greenpact.files.taking import answer_with
from greenpact.ideas.answer_rules import Question, Reply
from greenpact.ideas.answers import Asked
from greenpact.ideas.closing import closes_at, may_be_closed, read_until
from greenpact.ideas.deciding import may_be_decided
from greenpact.ideas.erasing import erased_on
from greenpact.ideas.handing_on import open_handover
from greenpact.ideas.models import Idea
from greenpact.ideas.terms import settings_of
from greenpact.journal.models import Entry
from greenpact.parties.rules import Deed
from greenpact.ui.geography import Point
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.happened import lines
from greenpact.workspace.ideas.deciding import ways_for
from greenpact.workspace.ideas.finding import find_idea
from greenpact.workspace.ideas.forms import AssignForm, MergeForm, RemarkForm, ShowForm, WriteForm
from greenpact.workspace.ideas.places import frame
from greenpact.workspace.ideas.similar import similar_deals, similar_ideas
from greenpact.workspace.ideas.waiting import waits

MOST_ENTRIES = 12


@within_city(Deed.ANSWER_IDEAS)
def idea_page(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """One idea, with everything that somebody who answers it needs."""
    return show_idea(request, visit, find_idea(visit, ref))


def show_idea(
    request: HttpRequest, visit: Visit, idea: Idea, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page of an idea; `forms` are those that were sent and found wrong, in place of fresh ones."""
    context = frame(visit, idea) | _what_was_said(idea) | _what_follows(visit, idea)
    context |= {
        "write_form": WriteForm(),
        "remark_form": RemarkForm(),
        "assign_form": AssignForm(idea=idea, visit=visit),
        "merge_form": MergeForm(),
        "show_form": ShowForm(initial={"title": idea.public_title or idea.title}),
        **forms,
    }
    return render(request, "workspace/ideas/idea.html", context, status=status)


def _what_was_said(idea: Idea) -> dict[str, Any]:
    return {
        "attachments": [row.file for row in idea.attachments.filter(message=None).select_related("file")],
        "map": _map_of(idea),
        "conversation": idea.messages.select_related("account").prefetch_related("attachments__file"),
        "remarks": idea.remarks.select_related("account"),
        "answers": idea.answers.select_related("account", "office", "city"),
        "merged": idea.merged.order_by("submitted_at", "pk"),
        "handed_to": idea.handed_to.select_related("city"),
        "refused": idea.handovers.filter(reply=Reply.REFUSED).select_related("city"),
    }


def _map_of(idea: Idea) -> CityMap | None:
    """The city with the place that the sender pointed at; None where they pointed at none."""
    if idea.lat is None or idea.lon is None:
        return None
    return city_map(idea.city, [Point(idea.lat, idea.lon, idea.title)])


def _what_follows(visit: Visit, idea: Idea) -> dict[str, Any]:
    entries = Entry.objects.filter(chain=visit.city.chain_id, subject=f"idea:{idea.ref}").order_by("-number")
    lineage = Lineage.objects.filter(idea=idea).select_related("deal").first()
    return {
        "wait": waits(visit, [idea])[0],
        "checks": _checks(idea),
        "ways": ways_for(idea) if may_be_decided(idea) else [],
        "handover": open_handover(idea),
        "may_be_decided": may_be_decided(idea),
        "may_be_closed": may_be_closed(idea),
        "closes_at": closes_at(idea),
        "read_until": read_until(idea),
        "deal": lineage.deal if lineage else None,
        "similar_ideas": similar_ideas(visit, idea),
        "similar_deals": similar_deals(visit, idea),
        "erased_on": erased_on(idea, settings_of(visit.city).retention_months),
        "lines": lines(visit, entries[:MOST_ENTRIES]),
    }


def _checks(idea: Idea) -> list[dict[str, Any]]:
    """The three questions in their order, with the answer where there is one."""
    rows = {row.question: row for row in idea.checks.select_related("account")}
    return [{"label": Asked(question.value).label, "row": rows.get(question.value)} for question in Question]


@within_city(Deed.ANSWER_IDEAS)
def attachment(_request: HttpRequest, visit: Visit, ref: str, file_ref: str) -> HttpResponse:
    """A file that was sent along."""
    idea = find_idea(visit, ref)
    found = get_object_or_404(idea.attachments.select_related("file"), file__ref=file_ref)
    return answer_with(found.file, inline=True)
