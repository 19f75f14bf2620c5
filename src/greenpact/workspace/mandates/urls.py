"""The addresses of the mandate register, under `/workspace/<city>/mandates/`."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.mandates import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.mandates, name="mandates"),
    path("for/<slug:organisation>/new/", pages.state_mandate, name="mandate_new"),
    path("<slug:ref>/", pages.mandate, name="mandate"),
    path("<slug:ref>/evidence/", pages.evidence, name="mandate_evidence"),
]
