"""The addresses of: the people of an organisation: inviting them, giving them roles and mandates."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.people import pages, tokens

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.organisations, name="party_people"),
    path("<slug:ref>/", pages.people, name="people_of"),
    path("<slug:ref>/members/", pages.members, name="group_members"),
    path("<slug:ref>/tokens/", tokens.tokens, name="tokens"),
    path("<slug:ref>/tokens/<slug:token_ref>/revoke/", tokens.revoke_token, name="token_revoke"),
    path("<slug:ref>/<slug:membership_ref>/end/", pages.end, name="people_end"),
]
