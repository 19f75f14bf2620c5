"""A header that Django does not send: which powers of the browser our pages may use."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

#: None of these is needed here, so no script may ask for them, whatever it is and wherever it came from.
NOT_NEEDED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
PERMISSIONS = ", ".join(f"{power}=()" for power in NOT_NEEDED)


class PermissionsMiddleware:
    """Sends the Permissions-Policy with every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS
        return response
