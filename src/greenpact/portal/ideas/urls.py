"""The addresses of: handing in an idea, and following it at its private link."""

from django.urls import URLPattern, URLResolver, path

from greenpact.pages.keeping import page
from greenpact.portal.ideas.faces import public_ideas

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:city>/ideas/", page(public_ideas), name="ideas"),
]
