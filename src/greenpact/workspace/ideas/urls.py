"""The addresses of: the inbox of ideas: answering, deciding, merging."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.ideas import acting, deciding, inbox, page, retention, terms

urlpatterns: list[URLPattern | URLResolver] = [
    path("", inbox.inbox, name="ideas"),
    path("terms/", terms.terms, name="idea_terms"),
    path("retention/", retention.retention, name="idea_retention"),
    path("<slug:ref>/", page.idea_page, name="idea"),
    path("<slug:ref>/files/<slug:file_ref>/", page.attachment, name="idea_file"),
    path("<slug:ref>/write/", acting.write, name="idea_write"),
    path("<slug:ref>/remark/", acting.make_remark, name="idea_remark"),
    path("<slug:ref>/assign/", acting.give_to, name="idea_assign"),
    path("<slug:ref>/merge/", acting.bring_together, name="idea_merge"),
    path("<slug:ref>/public/", acting.make_public, name="idea_public"),
    path("<slug:ref>/handover/", acting.take_handover_back, name="idea_handover"),
    path("<slug:ref>/close/", acting.close_idea, name="idea_close"),
    path("<slug:ref>/questions/", deciding.questions, name="idea_questions"),
    path("<slug:ref>/decide/<slug:which>/", deciding.decision, name="idea_decision"),
]
