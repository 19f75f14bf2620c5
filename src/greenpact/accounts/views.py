"""The page of one's own account, and what the library's views leave open."""

import logging
from typing import cast

from allauth.socialaccount.providers.saml.views import finish_acs
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from greenpact.accounts.forms import ProfileForm
from greenpact.accounts.models import Account

log = logging.getLogger(__name__)


def finish_saml(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """The end of signing in by SAML; a response that is no XML is an error of the sender, not ours."""
    try:
        answer: HttpResponse = finish_acs(request, organization_slug=organization_slug)
    except (SyntaxError, ValueError) as error:  # what lxml and defusedxml raise
        log.warning("A SAML response could not be read: %s", error)
        return redirect("socialaccount_login_error")
    return answer


@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Name and language."""
    account = cast(Account, request.user)
    form = ProfileForm(request.POST or None, initial={"name": account.name, "language": account.language})
    if request.method == "POST" and form.is_valid():
        account.name, account.language = form.cleaned_data["name"], form.cleaned_data["language"]
        account.save(update_fields=["name", "language"])
        messages.success(request, _("Saved."))
        return redirect("account")
    return render(request, "accounts/profile.html", {"form": form, "account": account})
