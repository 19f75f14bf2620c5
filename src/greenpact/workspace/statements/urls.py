"""The addresses of what is said about a measure, under `/workspace/<city>/deals/`."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.statements import pages

BASE = "<slug:ref>/measures/<slug:clause_ref>/statements/"
ONE = f"{BASE}<slug:statement_ref>/"
DISPUTE = f"{BASE}disputes/<slug:dispute_ref>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(BASE, pages.statements, name="deal_statements"),
    path(f"{BASE}new/", pages.new_statement, name="deal_statement_new"),
    path(f"{ONE}reply/", pages.new_reply, name="deal_statement_reply"),
    path(f"{ONE}dispute/", pages.new_dispute, name="deal_statement_dispute"),
    path(f"{DISPUTE}answer/", pages.answer, name="deal_dispute_answer"),
    path(f"{DISPUTE}end/", pages.end, name="deal_dispute_end"),
]
