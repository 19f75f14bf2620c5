"""The addresses of: how far a city's promises are."""

from django.urls import URLPattern, URLResolver, path

from greenpact.pages.keeping import page
from greenpact.portal.progress.measure_list import measure_file, measure_list
from greenpact.portal.progress.page import progress_page

PROGRESS = "<slug:city>/progress/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PROGRESS, page(progress_page), name="progress"),
    path(f"{PROGRESS}measures/", page(measure_list), name="progress_measures"),
    path(f"{PROGRESS}measures.<ending:ending>", measure_file, name="progress_file"),
]
