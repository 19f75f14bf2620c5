"""The addresses of: assessing and keeping labels."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.labels import appealing, applying, assessing, deciding, overview, scheme

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.labels, name="labels"),
    path("rules/", scheme.scheme, name="label_scheme"),
    path("apply/<slug:deal>/", applying.apply_for, name="label_apply"),
    path("<slug:ref>/", overview.label, name="label"),
    path("<slug:ref>/assess/", assessing.begin_assessment, name="label_assess"),
    path("<slug:ref>/assessment/", assessing.assessment, name="label_assessment"),
    path("<slug:ref>/assessment/observer/", assessing.observer, name="label_observer"),
    path("<slug:ref>/assessment/conclude/", assessing.conclude_assessment, name="label_conclude"),
    path("<slug:ref>/assessment/<slug:criterion>/", assessing.criterion, name="label_criterion"),
    path("<slug:ref>/evidence/<slug:file>/", assessing.evidence, name="label_evidence"),
    path("<slug:ref>/move/", deciding.move, name="label_move"),
    path("<slug:ref>/suspend/", deciding.suspend_label, name="label_suspend"),
    path("<slug:ref>/withdraw/", deciding.withdraw_label, name="label_withdraw"),
    path("<slug:ref>/appeal/", appealing.appeal_for, name="label_appeal"),
    path("<slug:ref>/appeal/decide/", appealing.decide_appeal, name="label_appeal_decide"),
]
