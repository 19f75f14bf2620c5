"""My mails: which kinds I get, how often, and in which hours not."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenpact.accounts.models import Account
from greenpact.notices.choosing import choose, preferences_of
from greenpact.notices.models import NoticeKind, Preferences
from greenpact.notices.rules import CHOICES, Kind, Quiet, Rhythm
from greenpact.workspace.access import signed_in
from greenpact.workspace.frame import own_frame
from greenpact.workspace.notices.undelivered import cities_looked_after
from greenpact.workspace.notices.words import RHYTHMS, TOLD

#: What leaves a choice; mails about the account itself always come at once.
CHOSEN = tuple(kind for kind in Kind if len(CHOICES[kind]) > 1)
HOURS = [(hour, f"{hour}:00") for hour in range(24)]


class PreferencesForm(forms.Form):
    """A rhythm for each kind, and the quiet hours."""

    quiet_from = forms.TypedChoiceField(label=gettext_lazy("No mails from"), choices=HOURS, coerce=int)
    quiet_until = forms.TypedChoiceField(
        label=gettext_lazy("until"),
        choices=HOURS,
        coerce=int,
        help_text=gettext_lazy(
            "On the clock of the city that the mail is about. The same hour twice: mails may come at any time."
        ),
    )
    quiet_weekends = forms.BooleanField(
        label=gettext_lazy("No mails on Saturdays and Sundays"), required=False
    )

    def __init__(self, data: Any, *, chosen: Preferences) -> None:
        first = {kind.value: chosen.rhythm(kind).value for kind in CHOSEN}
        quiet = {
            "quiet_from": chosen.quiet_from,
            "quiet_until": chosen.quiet_until,
            "quiet_weekends": chosen.quiet_weekends,
        }
        super().__init__(data, initial=first | quiet)
        for kind in CHOSEN:
            self.fields[kind.value] = forms.ChoiceField(
                label=NoticeKind(kind).label,
                help_text=str(TOLD[kind]),
                choices=[(rhythm.value, RHYTHMS[rhythm]) for rhythm in CHOICES[kind]],
            )

    @property
    def kinds(self) -> list[forms.BoundField]:
        return [self[kind.value] for kind in CHOSEN]

    @property
    def hours(self) -> list[forms.BoundField]:
        return [self["quiet_from"], self["quiet_until"]]

    def keep(self, account: Account) -> None:
        """Keep what was chosen; the form must be valid."""
        given = self.cleaned_data
        quiet = Quiet(given["quiet_from"], given["quiet_until"], given["quiet_weekends"])
        choose(account, rhythms={kind: Rhythm(given[kind.value]) for kind in CHOSEN}, quiet=quiet)


@signed_in
def mails(request: HttpRequest, account: Account) -> HttpResponse:
    """Read and choose what mails come to me."""
    form = PreferencesForm(request.POST if request.method == "POST" else None, chosen=preferences_of(account))
    if form.is_valid():
        form.keep(account)
        messages.success(request, _("Saved. It holds for all mails from now on."))
        return redirect("workspace:mails")
    context = own_frame(_("Mails to you")) | {
        "form": form,
        "address": account.email,
        "may_look": bool(cities_looked_after(account)),
    }
    return render(request, "workspace/notices/preferences.html", context, status=422 if form.errors else 200)
