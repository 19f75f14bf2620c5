"""The addresses of: what mails somebody wants, and when."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.notices import leaving_off, preferences, undelivered

urlpatterns: list[URLPattern | URLResolver] = [
    path("", preferences.mails, name="mails"),
    path("stop/<str:token>/", leaving_off.leave_off, name="leave_off"),
    path("undelivered/", undelivered.undelivered, name="undelivered"),
    path("undelivered/<slug:ref>/", undelivered.settle, name="settle_mail"),
]
