"""Every address of the installation: the three doors, signing in, and what machines ask for."""

from django.urls import URLPattern, URLResolver, include, path

from greenpact.config.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("", include("greenpact.ui.urls")),
    path("accounts/", include("greenpact.accounts.urls")),
    path("workspace/", include("greenpact.workspace.urls")),
    path("api/v1/sensors/", include("greenpact.api.sensors.urls")),
    path("api/v1/", include("greenpact.api.urls")),
    path("", include("greenpact.portal.urls")),
]

handler400 = "greenpact.portal.errors.bad_request"
handler403 = "greenpact.portal.errors.permission_denied"
handler404 = "greenpact.portal.errors.page_not_found"
handler500 = "greenpact.portal.errors.server_error"
