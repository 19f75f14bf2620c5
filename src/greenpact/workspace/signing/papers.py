"""The files of signing: the PDF to sign, what was signed, its seal, its evidence."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from greenpact.deals.models.signing import Round, SignatureRow
from greenpact.deals.signing.reading import current_pdf
from greenpact.files.models import File
from greenpact.files.taking import answer_with
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE, find_deal


@within_city(*SEE)
def paper(_request: HttpRequest, visit: Visit, ref: str, number: int, which: str) -> HttpResponse:
    """A file of a round: `paper` as it was frozen, `current` with its signatures so far, `sealed`, `bundle`, `data`."""
    row = get_object_or_404(
        find_deal(visit, ref).rounds.select_related("paper", "sealed", "bundle"), number=number
    )
    if which == "data":
        return _data(row)
    files: dict[str, File | None] = {"paper": row.paper, "sealed": row.sealed, "bundle": row.bundle}
    found = current_pdf(row) if which == "current" else files.get(which)
    if found is None:
        raise Http404(which)
    return answer_with(found)


def _data(row: Round) -> HttpResponse:
    """The signing document, byte for byte as it was hashed."""
    answer = HttpResponse(row.canonical.encode(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="signing-document-{row.number}.json"'
    return answer


@within_city(*SEE)
def scan(_request: HttpRequest, visit: Visit, ref: str, signature: str) -> HttpResponse:
    """What was uploaded with a signature: the PDF, or the scan of the paper."""
    rows = SignatureRow.objects.select_related("file").filter(seat__round__deal=find_deal(visit, ref))
    given = get_object_or_404(rows, ref=signature)
    if given.file is None:
        raise Http404(signature)
    return answer_with(given.file)
