"""Where platforms hand over what their meters say, under `/api/v1/sensors/`; docs/running/meters.md describes it."""

from django.urls import path

from greenpact.api.sensors.intake import notify

app_name = "meters"

urlpatterns = [path("<slug:ref>/ngsi-ld", notify, name="notify")]
