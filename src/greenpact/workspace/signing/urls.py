"""The addresses of signing, under `/workspace/<city>/deals/<ref>/signing/`."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.signing import concluding, giving, opening, page, papers

urlpatterns: list[URLPattern | URLResolver] = [
    path("", page.signing, name="deal_signing"),
    path("open/", opening.open_round, name="deal_signing_open"),
    path("cancel/", opening.cancel_round, name="deal_signing_cancel"),
    path("deadline/", opening.deadline, name="deal_signing_deadline"),
    path("end/<slug:kind>/", concluding.conclude, name="deal_conclude"),
    path("version/<int:number>/<slug:which>/", papers.paper, name="deal_signing_file"),
    path("signatures/<slug:signature>/file/", papers.scan, name="deal_signature_file"),
    path("signatures/<slug:signature>/withdraw/", giving.take_back, name="deal_signature_withdraw"),
    path("for/<slug:organisation>/click/", giving.sign_by_click, name="deal_sign_click"),
    path("for/<slug:organisation>/pdf/", giving.sign_in_pdf, name="deal_sign_qualified"),
    path("for/<slug:organisation>/paper/", giving.record_paper, name="deal_sign_paper"),
    path("for/<slug:organisation>/decline/", giving.decline, name="deal_sign_decline"),
]
