"""The addresses of a deal's indicators, under `/workspace/<city>/deals/`."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.indicators import pages

ONE = "<slug:ref>/indicators/<slug:indicator_ref>/"
READING = f"{ONE}readings/<slug:reading_ref>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:ref>/indicators/", pages.indicators, name="deal_indicators"),
    path("<slug:ref>/indicators/new/", pages.new_indicator, name="deal_indicator_new"),
    path(ONE, pages.indicator, name="deal_indicator"),
    path(f"{ONE}edit/", pages.edit_indicator, name="deal_indicator_edit"),
    path(f"{ONE}drop/", pages.drop_indicator, name="deal_indicator_drop"),
    path(f"{ONE}readings/new/", pages.new_reading, name="deal_reading_new"),
    path(READING, pages.correct_reading, name="deal_reading"),
    path(f"{READING}review/", pages.review_reading, name="deal_reading_review"),
]
