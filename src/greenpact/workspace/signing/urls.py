"""The addresses of: signing a deal: mandates, routes, sealing, amending, ending."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
