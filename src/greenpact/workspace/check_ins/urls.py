"""The addresses of a deal's check-ins, under `/workspace/<city>/deals/`."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.check_ins import pages

BASE = "<slug:ref>/check-ins/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(BASE, pages.check_ins, name="deal_check_ins"),
    path(f"{BASE}rules/", pages.rules, name="deal_check_in_rules"),
    path(f"{BASE}contacts/<slug:organisation>/", pages.contact, name="deal_check_in_contact"),
    path(f"{BASE}ask/<slug:clause_ref>/", pages.ask_now, name="deal_check_in_ask"),
    path(f"{BASE}links/<slug:link_ref>/revoke/", pages.revoke_link, name="deal_check_in_revoke"),
    path(f"{BASE}<slug:check_in_ref>/answer/", pages.answer, name="deal_check_in_answer"),
    path(f"{BASE}<slug:check_in_ref>/file/", pages.evidence, name="deal_check_in_file"),
]
