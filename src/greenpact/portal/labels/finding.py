"""What a public address about labels leads to; what was never awarded does not exist (404)."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from greenpact.labels.models import Certificate, Label, SchemeVersion
from greenpact.ui.languages import INTERFACE


def find_label(city: str, ref: str) -> Label:
    """The public label at an address, with all that is said of it; raises `Http404`."""
    rows = Label.objects.public().select_related("city", "deal", "scheme", "version", "observer")
    label = get_object_or_404(rows, city__slug=city, ref=ref)
    label.deal.city = label.city
    return label


def find_certificate(city: str, label: str, ref: str) -> Certificate:
    """A party's certificate of a public label; raises `Http404`."""
    found = find_label(city, label)
    row = get_object_or_404(found.certificates.select_related("organisation"), ref=ref)
    row.label = found
    return row


def find_rules(city: str, number: int) -> SchemeVersion:
    """A version of a city's rules; raises `Http404`."""
    return get_object_or_404(SchemeVersion.objects.select_related("city"), city__slug=city, number=number)


def wanted_language(asked: str) -> str:
    """The language an address names, or the reader's where it names none; raises `Http404` for others."""
    if asked and asked not in INTERFACE:
        raise Http404(asked)
    return asked or get_language() or INTERFACE[0]
