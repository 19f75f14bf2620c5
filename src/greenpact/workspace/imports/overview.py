"""The page on which imports begin: a form, templates, and the imports so far."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenpact.files.uploading import is_too_large
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.importing.bounds import SMALL_SECONDS
from greenpact.workspace.importing.carrying_out import claim
from greenpact.workspace.importing.forms import FORMS
from greenpact.workspace.importing.planning import Options
from greenpact.workspace.importing.reading import is_small
from greenpact.workspace.importing.taking_in import Sender, read_import, take_in
from greenpact.workspace.imports.forms import SendSheets
from greenpact.workspace.imports.showing import summary
from greenpact.workspace.models import Import

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@within_city(Deed.KEEP_REGISTER)
def imports(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send sheets, or look at the imports so far."""
    form = SendSheets(typed(request), request.FILES or None)
    if request.method == "POST":
        if is_too_large(request):
            form.add_too_large()
        if form.is_valid():
            return redirect("workspace:import", visit.city.slug, _take_in(visit, form).ref)
    language = get_language() or "en"
    latest = Import.objects.filter(city=visit.city).with_names().defer("findings", "listed", "layouts")
    context = city_frame(visit, here=Here.IMPORTS, title=_("Import")) | {
        "form": form,
        "sheets": [{"name": form.name, "title": form.title(language)} for form in FORMS],
        "imports": [summary(each, language) for each in latest[:SHOWN]],
    }
    return render(request, "workspace/imports/imports.html", context, status=422 if form.errors else 200)


def _take_in(visit: Visit, form: SendSheets) -> Import:
    """Keep the files; small ones are read while their sender waits, the rest by the worker."""
    files = form.cleaned_data["sheets"]
    options = Options(publish=form.cleaned_data["publish"], compiled=form.cleaned_data["compiled"])
    sender = Sender(by=visit.by, account=visit.account, language=get_language() or "en")
    taken = take_in(visit.city, files, options, sender=sender, at=visit.at)
    if is_small(files) and (claimed := claim(taken.pk, at=visit.at)):
        read_import(claimed, at=visit.at, seconds=SMALL_SECONDS)
    return taken
