"""The addresses of: the negotiation room of a deal."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.room import answers, checks, head_forms, pages, proposing, talk

CHANGE = "changes/<slug:change_ref>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.room, name="room"),
    path("changes/", answers.history, name="room_changes"),
    path(CHANGE, answers.change, name="room_change"),
    path(f"{CHANGE}consent/", answers.answer_consent, name="room_consent"),
    path(f"{CHANGE}object/", answers.answer_object, name="room_object"),
    path(f"{CHANGE}lift/", answers.answer_lift, name="room_lift"),
    path(f"{CHANGE}withdraw/", answers.answer_withdraw, name="room_withdraw"),
    path("propose/clauses/<slug:clause_ref>/", proposing.clause, name="room_propose"),
    path("propose/clauses/<slug:clause_ref>/move/", proposing.move_clause, name="room_move"),
    path("propose/clauses/<slug:clause_ref>/remove/", proposing.remove_clause, name="room_remove"),
    path("propose/new/<slug:kind>/", proposing.new, name="room_new"),
    path("propose/title/", head_forms.text, {"name": "title"}, name="room_title"),
    path("propose/summary/", head_forms.text, {"name": "summary"}, name="room_summary"),
    path("propose/legal_nature/", head_forms.nature, name="room_nature"),
    path("propose/period/", head_forms.period, name="room_period"),
    path("propose/parties/", head_forms.new_party, name="room_new_party"),
    path("propose/parties/<slug:organisation>/", head_forms.role, name="room_role"),
    path("clauses/<slug:clause_ref>/", talk.clause, name="room_clause"),
    path("checks/<slug:kind>/", checks.check, name="room_check"),
]
