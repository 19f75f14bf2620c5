"""The addresses of a check-in, each with its private token."""

from django.urls import URLPattern, URLResolver, path

from greenpact.portal.check_ins import pages

PRIVATE = "<slug:city>/check-in/<str:token>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PRIVATE, pages.check_in, name="check_in"),
    path(f"{PRIVATE}send/", pages.send, name="check_in_send"),
    path(f"{PRIVATE}unchanged/", pages.unchanged, name="check_in_unchanged"),
    path(f"{PRIVATE}pass-on/", pages.hand_over, name="check_in_pass_on"),
]
