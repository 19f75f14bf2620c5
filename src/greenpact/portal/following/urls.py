"""The addresses of: following something."""

from django.urls import URLPattern, URLResolver, path

from greenpact.pages.keeping import page
from greenpact.portal.following import asking, by_link
from greenpact.portal.following.feeds import topic_feed

FOLLOW = "<slug:city>/follow/"
#: A measure is named by its deal and its clause; the others by one ref, the city by none.
MEASURE = f"{FOLLOW}measure/<slug:ref>/<slug:clause>/"
THING = f"{FOLLOW}<slug:kind>/<slug:ref>/"
OF_MEASURE = {"kind": "measure"}

urlpatterns: list[URLPattern | URLResolver] = [
    path(FOLLOW, asking.follow, name="follow_city"),
    path(f"{FOLLOW}asked/", page(asking.asked), name="follow_asked"),
    path(f"{FOLLOW}confirm/<str:token>/", by_link.confirm_follow, name="follow_confirm"),
    path(f"{FOLLOW}end/<str:token>/", by_link.end_follow, name="follow_end"),
    path(MEASURE, asking.follow, OF_MEASURE, name="follow_measure"),
    path(THING, asking.follow, name="follow"),
    *(
        path(f"{begin}{form}.xml", page(topic_feed), {**more, "form": form}, name=f"{name}_{form}")
        for form in ("feed", "rss")
        for begin, more, name in (
            (MEASURE, OF_MEASURE, "follow_measure"),
            (THING, {}, "follow"),
            (FOLLOW, {}, "follow_city"),
        )
    ),
]
