"""The addresses of the deal editor, under `/workspace/<city>/deals/`."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.deals import (
    agreement,
    clauses,
    discarding,
    facts,
    going_public,
    measures,
    new,
    overview,
    parties,
    sources,
    states,
    texts,
    versions,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("new/", new.new, name="deals_new"),
    path("new/short-name/", new.propose, name="deals_short_name"),
    path("<slug:ref>/", overview.overview, name="deal"),
    path("<slug:ref>/texts/", texts.texts, name="deal_texts"),
    path("<slug:ref>/facts/", facts.facts, name="deal_facts"),
    path("<slug:ref>/parties/", parties.parties, name="deal_parties"),
    path("<slug:ref>/parties/add/", parties.add_party, name="deal_party_add"),
    path("<slug:ref>/parties/<slug:organisation>/remove/", parties.remove_party, name="deal_party_remove"),
    path("<slug:ref>/clauses/", clauses.clauses, name="deal_clauses"),
    path("<slug:ref>/clauses/new/<slug:kind>/", clauses.new_clause, name="deal_clause_new"),
    path("<slug:ref>/clauses/<slug:clause_ref>/", clauses.clause, name="deal_clause"),
    path("<slug:ref>/clauses/<slug:clause_ref>/move/", clauses.move_clause, name="deal_clause_move"),
    path("<slug:ref>/clauses/<slug:clause_ref>/remove/", clauses.remove_clause, name="deal_clause_remove"),
    path(
        "<slug:ref>/clauses/<slug:clause_ref>/put-back/", clauses.put_back_clause, name="deal_clause_put_back"
    ),
    path("<slug:ref>/measures/", measures.measures, name="deal_measures"),
    path("<slug:ref>/measures/<slug:clause_ref>/", measures.measure, name="deal_measure"),
    path("<slug:ref>/sources/", sources.sources, name="deal_sources"),
    path("<slug:ref>/agreement/", agreement.agreement, name="deal_agreement"),
    path("<slug:ref>/agreement.pdf", agreement.agreement_pdf, name="deal_agreement_pdf"),
    path("<slug:ref>/agreement.docx", agreement.agreement_docx, name="deal_agreement_docx"),
    path("<slug:ref>/versions/", versions.versions, name="deal_versions"),
    path("<slug:ref>/work/", states.move, name="deal_move"),
    path("<slug:ref>/signature/", states.signature, name="deal_signature"),
    path("<slug:ref>/publish/", going_public.go_public, name="deal_publish"),
    path("<slug:ref>/discard/", discarding.discard_deal, name="deal_discard"),
    path("<slug:ref>/take-back/", going_public.go_private, name="deal_take_back"),
]
