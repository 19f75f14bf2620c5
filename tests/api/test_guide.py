"""The interface in words: every address of it, in both languages, and nothing from elsewhere."""

import re

import pytest
from django.test import Client

from greenpact.api.description import operations
from greenpact.api.problems import ABOUT, Kind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_has_every_address_and_parameter(client: Client, language: str) -> None:
    page = client.get(f"/api/v1/?lang={language}").content.decode()
    assert f'<html lang="{language}"' in page
    for path, operation in operations():
        assert path in page
        assert f'id="{operation["operationId"]}"' in page
        names = (
            f"{{{one['name']}}}" if one["in"] == "path" else one["name"] for one in operation["parameters"]
        )
        assert all(f"<code>{name}</code>" in page for name in names)


def test_every_problem_is_explained_where_it_points(client: Client) -> None:
    page = client.get("/api/v1/").content.decode()
    assert set(ABOUT) == set(Kind)
    assert all(f'id="problem-{kind}"' in page for kind in Kind)


def test_the_guide_needs_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/api/v1/").content.decode()
    loaded = re.findall(r"<(?:script|img)[^>]*>|<link [^>]*rel=.(?:stylesheet|icon|preload)[^>]*>", page)
    assert loaded
    assert not [tag for tag in loaded if "//" in tag]
    assert client.get("/api/v1/")["ETag"]
