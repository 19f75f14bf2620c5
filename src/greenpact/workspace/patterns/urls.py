"""The addresses of patterns, under `/workspace/<city>/patterns/`."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.patterns import listing, own, using

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.patterns, name="patterns"),
    path("<slug:ref>/", using.use, name="pattern"),
    path("<slug:ref>/copy/", own.copy, name="pattern_copy"),
    path("<slug:ref>/edit/", own.edit_pattern, name="pattern_edit"),
    path("<slug:ref>/retire/", own.retire, name="pattern_retire"),
]
