"""The addresses of ui alone, for tests that need no other door."""

from django.urls import include, path

urlpatterns = [path("", include("greenpact.ui.urls"))]
