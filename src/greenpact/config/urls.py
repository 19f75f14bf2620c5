"""Every address of the installation: the three doors, signing in, and what machines ask for."""

from django.urls import URLPattern, URLResolver, include, path

from greenpact.config.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("accounts/", include("greenpact.accounts.urls")),
    path("workspace/", include("greenpact.workspace.urls")),
    path("", include("greenpact.portal.urls")),
]
