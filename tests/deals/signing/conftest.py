"""A trust service that this installation knows, and a seal for every city."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.evidence.authority import PASSWORD, Authority, an_authority


@pytest.fixture(scope="session")
def authority() -> Authority:
    return an_authority()


@pytest.fixture
def trusted(authority: Authority, tmp_path: Path) -> Iterator[Authority]:
    """The installation knows the authority, and Heidelberg has a seal."""
    anchors = tmp_path / "anchors"
    anchors.mkdir()
    (anchors / "authority.pem").write_bytes(authority.pem)
    (tmp_path / "heidelberg.p12").write_bytes(authority.issue("City of Heidelberg").pkcs12)
    with override_settings(
        TRUST_ANCHORS=anchors, SEAL_KEY=str(tmp_path / "{city}.p12"), SEAL_PASSWORD=PASSWORD
    ):
        yield authority
