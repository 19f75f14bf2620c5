"""Short ways to an idea for tests; every activity goes the real way."""

from datetime import timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from greenpact.cities.models import City
from greenpact.ideas.models import Idea
from greenpact.ideas.submitting import confirm, sender_of, submit
from tests.makers import AT

LATER = AT + timedelta(hours=1)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"

_numbers = count(1)


def values(**more: Any) -> dict[str, Any]:
    """What somebody writes about a cooperation that already runs."""
    return {
        "kind": "cooperation",
        "title": f"Shared charging points in street {next(_numbers)}",
        "text": "Four firms share their charging points with each other and with their guests.",
        "partners": "Sonnenhof GmbH and three neighbours",
        "running_since": "since 2024",
        "organisation": "Sonnenhof GmbH",
        "organisation_kind": "company",
        "name": "Erika Muster",
        "email": "erika@example.org",
        "language": "de",
        **more,
    }


def a_sent_idea(city: City, **more: Any) -> Idea:
    """One that is not confirmed yet."""
    return submit(city, values(**more), at=AT)


def a_confirmed_idea(city: City, **more: Any) -> Idea:
    idea = a_sent_idea(city, **more)
    confirm(idea, by=sender_of(idea), at=LATER)
    return again(idea)


def again(idea: Idea) -> Idea:
    """The idea as it stands in the database."""
    return Idea.objects.select_related("city", "office").get(pk=idea.pk)


def a_pdf(name: str = "plan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def a_picture(name: str = "roof.png") -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (4, 4), "green").save(drawn, "PNG")
    return SimpleUploadedFile(name, drawn.getvalue(), content_type="image/png")
