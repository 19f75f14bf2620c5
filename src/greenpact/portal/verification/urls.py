"""The addresses of verification: for the network, for a city, and of its public key."""

from django.urls import URLPattern, URLResolver, path

from greenpact.portal.verification.page import seal_key, verification_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("verify/", verification_page, name="network_verification"),
    path("<slug:city>/verify/", verification_page, name="verification"),
    path("<slug:city>/verify/seal.pem", seal_key, name="seal_key"),
]
