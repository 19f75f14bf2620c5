"""What the public reads when something happens to ideas; the rules of `happenings.SENTENCES` hold."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: What a kind of subject is called, and its drawing.
KINDS: dict[str, tuple[Words, str]] = {"idea": (_("Idea"), "mail")}

#: By verb.
SENTENCES: dict[str, Words] = {
    "idea.confirmed": _("{title} was handed in."),
    "idea.decided": _("{title} was answered by the city."),
    "idea.merged": _("{title} goes on together with another."),
    "idea.shown": _("{title} is shown in public."),
    "idea.hidden": _("{title} is no longer shown in public."),
    "idea.erased": _("{title} was erased, as the city's period was over."),
    "idea.withdrawn": _("{title} was taken back by its sender."),
    "deal.idea_joined": _("{title} came of an idea."),
    "city.idea_terms_set": _("The city has set by when it answers ideas."),
}
