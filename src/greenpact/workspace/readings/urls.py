"""The addresses of files of readings, under `/workspace/<city>/readings/`."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.readings import overview, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.deliveries, name="deliveries"),
    path("<slug:ref>/", pages.delivery, name="delivery"),
    path("<slug:ref>/progress/", pages.progress, name="delivery_progress"),
    path("<slug:ref>/rows/", pages.rows, name="delivery_rows"),
    path("<slug:ref>/confirm/", pages.confirm_delivery, name="delivery_confirm"),
    path("<slug:ref>/discard/", pages.discard_delivery, name="delivery_discard"),
]
