"""The addresses of: the inbox of ideas: answering, deciding, merging."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.ideas import terms

urlpatterns: list[URLPattern | URLResolver] = [
    path("terms/", terms.terms, name="idea_terms"),
]
