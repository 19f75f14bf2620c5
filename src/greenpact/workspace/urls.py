"""The addresses of the staff door, all under `/workspace/`."""

from django.urls import URLPattern, URLResolver, include, path

from greenpact.workspace import board, home, members, trail
from greenpact.workspace.duties import feed
from greenpact.workspace.editing import drafts
from greenpact.workspace.register import city_settings, contacts, rows

app_name = "workspace"

#: Under `/workspace/<city>/register/`.
register: list[URLPattern | URLResolver] = [
    path("", rows.register, name="register"),
    path("city/", city_settings.city_settings, {"part": "settings"}, name="settings"),
    path("city/legal/", city_settings.city_settings, {"part": "legal"}, name="legal"),
    path("city/outline/", city_settings.outline, name="outline"),
    path("organisations/<slug:ref>/own/", contacts.own_organisation, name="own_organisation"),
    path("organisations/<slug:ref>/addresses/", contacts.role_addresses, name="role_addresses"),
    path("organisations/<slug:ref>/people/", contacts.people, name="people"),
    path("organisations/<slug:ref>/people/new/", contacts.person, name="new_person"),
    path("organisations/<slug:ref>/people/<slug:person_ref>/", contacts.person, name="person"),
    path("organisations/<slug:ref>/people/<slug:person_ref>/erase/", contacts.erase, name="erase_person"),
    path("<slug:word>/", rows.rows, name="rows"),
    path("<slug:word>/new/", rows.new_row, name="new_row"),
    path("<slug:word>/<slug:ref>/", rows.row, name="row"),
    path("<slug:word>/<slug:ref>/remove/", rows.remove_row, name="remove_row"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("mails/", include("greenpact.workspace.notices.urls")),
    path("duties/<str:token>.ics", feed.feed, name="duties_feed"),
    path("<slug:city>/", home.city_home, name="city"),
    path("<slug:city>/drafts/", drafts.save, name="draft"),
    path("<slug:city>/drafts/discard/", drafts.discard, name="draft_discard"),
    path("<slug:city>/deals/", board.board, name="deals"),
    path("<slug:city>/deals/", include("greenpact.workspace.deals.urls")),
    path("<slug:city>/deals/", include("greenpact.workspace.indicators.urls")),
    path("<slug:city>/deals/", include("greenpact.workspace.check_ins.urls")),
    path("<slug:city>/deals/", include("greenpact.workspace.statements.urls")),
    path("<slug:city>/deals/<slug:ref>/room/", include("greenpact.workspace.room.urls")),
    path("<slug:city>/deals/<slug:ref>/signing/", include("greenpact.workspace.signing.urls")),
    path("<slug:city>/duties/", include("greenpact.workspace.duties.urls")),
    path("<slug:city>/ideas/", include("greenpact.workspace.ideas.urls")),
    path("<slug:city>/readings/", include("greenpact.workspace.readings.urls")),
    path("<slug:city>/labels/", include("greenpact.workspace.labels.urls")),
    path("<slug:city>/mandates/", include("greenpact.workspace.mandates.urls")),
    path("<slug:city>/people/", include("greenpact.workspace.people.urls")),
    path("<slug:city>/patterns/", include("greenpact.workspace.patterns.urls")),
    path("<slug:city>/sensors/", include("greenpact.workspace.sensors.urls")),
    path("<slug:city>/reports/", include("greenpact.workspace.reports.urls")),
    path("<slug:city>/register/", include(register)),
    path("<slug:city>/imports/", include("greenpact.workspace.imports.urls")),
    path("<slug:city>/members/", members.members, name="members"),
    path("<slug:city>/members/new/", members.grant_role, name="grant"),
    path("<slug:city>/members/<slug:ref>/", members.member, name="member"),
    path("<slug:city>/trail/", trail.trail, name="trail"),
]
