"""Addresses of the gallery of components and of the colours of a city."""

from django.urls import path, re_path

from greenpact.ui import views

app_name = "ui"

urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    re_path(r"^colours/(?P<colour>[0-9a-fA-F]{6})\.css$", views.city_colours, name="colours"),
]
