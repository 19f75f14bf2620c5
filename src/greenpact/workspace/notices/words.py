"""Kinds and rhythms of mails in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenpact.notices.rules import Kind, Rhythm

#: What the mails of a kind tell.
TOLD: Mapping[Kind, Promise | str] = {
    Kind.IDEA: _("An idea comes in, waits for its answer or is decided on."),
    Kind.NEGOTIATION: _("Changes are proposed, accepted or objected to; somebody writes about a clause."),
    Kind.SIGNATURE: _("A deal waits for signatures, is signed, or a signature is refused."),
    Kind.LABEL: _("A label is awarded, runs out, is suspended or withdrawn."),
    Kind.DUTY: _("A measure falls due or is late, a report is expected."),
    Kind.ACCOUNT: _("You are given a role, or something about your sign-in changes."),
    Kind.FOLLOWING: _("Something changes about what you follow."),
}

RHYTHMS: Mapping[Rhythm, Promise | str] = {
    Rhythm.AT_ONCE: _("At once"),
    Rhythm.DAILY: _("Once a day, together"),
    Rhythm.WEEKLY: _("Once a week, together"),
    Rhythm.NEVER: _("Never"),
}
