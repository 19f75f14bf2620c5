"""The addresses of: handing in an idea, and following it at its private link."""

from django.urls import URLPattern, URLResolver, path

from greenpact.pages.keeping import page
from greenpact.portal.ideas import confirming, faces, handing_in, status

PARTICIPATE = "<slug:city>/participate/"
PRIVATE = "<slug:city>/ideas/<str:token>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:city>/ideas/", page(faces.public_ideas), name="ideas"),
    path(f"{PARTICIPATE}new/<slug:kind>/", handing_in.hand_in, name="hand_in"),
    path(f"{PARTICIPATE}new/<slug:kind>/draft/", handing_in.keep_draft, name="idea_draft"),
    path(f"{PARTICIPATE}new/<slug:kind>/files/", handing_in.keep_files, name="idea_draft_files"),
    path(f"{PARTICIPATE}similar/", handing_in.similar, name="idea_similar"),
    path(f"{PARTICIPATE}challenge/", handing_in.challenge, name="idea_challenge"),
    path(f"{PARTICIPATE}sent/", page(handing_in.handed_in), name="handed_in"),
    path("<slug:city>/ideas/confirm/<str:token>/", confirming.confirm_idea, name="confirm_idea"),
    path(PRIVATE, status.status, name="idea_status"),
    path(f"{PRIVATE}message/", status.write_message, name="idea_message"),
    path(f"{PRIVATE}withdraw/", status.take_back, name="idea_withdraw"),
    path(f"{PRIVATE}reply/", status.reply, name="idea_reply"),
    path(f"{PRIVATE}link/", status.new_link, name="idea_link"),
    path(f"{PRIVATE}files/<slug:file>/", status.attachment, name="idea_file"),
]
