"""The addresses of a city's meters and its degree days, under `/workspace/<city>/sensors/`."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.sensors import pages, weather

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.sensors, name="sensors"),
    path("terms/", pages.terms, name="sensor_terms"),
    path("new/", pages.new_source, name="sensor_new"),
    path("weather/", weather.degree_days, name="degree_days"),
    path("weather/<slug:ref>/<slug:indicator_ref>/", weather.rule, name="weather_rule"),
    path("<slug:ref>/", pages.source, name="sensor_source"),
    path("<slug:ref>/token/", pages.renew_token, name="sensor_token"),
    path("<slug:ref>/move/", pages.move_source, name="sensor_move"),
    path("<slug:ref>/series/<slug:series_ref>/", pages.series, name="sensor_series"),
    path("<slug:ref>/series/<slug:series_ref>/unmap/", pages.unmap_series, name="sensor_unmap"),
]
