"""The addresses of the duty calendar, under `/workspace/<city>/duties/`."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.duties import absence, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.duties, name="duties"),
    path("absence/", absence.absence, name="duties_absence"),
    path("absence/end/", absence.end, name="duties_absence_end"),
    path("link/", pages.new_link, name="duties_new_link"),
    path("offices/<slug:ref>/", pages.of_office, name="duties_of_office"),
]
