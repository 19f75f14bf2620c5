"""Entering the staff door: who comes in where, and what they may do there.

Every view of the workspace is entered through one of two decorators. Those who are signed out are led to the sign-in
page; those who have no business at an address get 404, as if it did not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.parties.granting import standing_of
from greenpact.parties.rules import Deed, Standing

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody in a city's workspace: who, where, with what standing, and when."""

    account: Account
    city: City
    standing: Standing
    at: datetime

    @property
    def by(self) -> str:
        """How the journal names them."""
        return self.account.actor

    @property
    def today(self) -> date:
        """The calendar day in the city."""
        return self.city.day(self.at)

    @property
    def may(self) -> dict[str, bool]:
        """What they may do, for templates: `visit.may.keep_register`."""
        return {deed.value: self.standing.may(deed) for deed in Deed}


def enter(account: Account, slug: str, *deeds: Deed) -> Visit:
    """Let an account into a city for any one of the deeds; raises `Http404` for everyone else."""
    at = timezone.now()
    city = City.objects.select_related("chain").filter(slug=slug).first()
    if city is None:
        raise Http404(slug)
    standing = standing_of(account, city, city.day(at))
    if not any(standing.may(deed) for deed in deeds):
        raise Http404(slug)
    return Visit(account=account, city=city, standing=standing, at=at)


def signed_in(
    view: Callable[Concatenate[HttpRequest, Account, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Call `view(request, account, …)` for somebody who is signed in; lead all others to the sign-in page."""

    @never_cache
    @wraps(view)
    def entered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, Account):
            return redirect_to_login(request.get_full_path())
        return view(request, request.user, *args, **kwargs)

    return entered


def within_city(
    *deeds: Deed,
) -> Callable[[Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]], Callable[..., HttpResponse]]:
    """Call `view(request, visit, …)` at an address with `<slug:city>` for whoever may do one of `deeds` there."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, Visit, P], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @signed_in
        @wraps(view)
        def entered(
            request: HttpRequest, account: Account, /, city: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            return view(request, enter(account, city, *deeds), *args, **kwargs)

        return entered

    return decorate
