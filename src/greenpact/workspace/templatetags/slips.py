"""The slips of open changes, for the page of the negotiation room."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from greenpact.workspace.room import slips
from greenpact.workspace.room.seats import Seat
from greenpact.workspace.room.showing import ShownChange

register = template.Library()


@register.simple_tag
def slip(shown: ShownChange, seat: Seat, words: Mapping[str, str]) -> SafeString:
    """`{% slip shown seat slip_words %}`: an open change where it stands."""
    return slips.slip(shown, words, may_speak=seat.may_speak)
