"""Schemathesis asks the machine door for everything the document allows, and for what it does not."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from greenpact.api.description import document
from greenpact.pages.keeping import KeptPages
from tests.api.makers import a_small_network

EXAMPLES = 12


def interface() -> Any:
    """The document, asked of the application itself with kept pages before it."""
    config = SchemathesisConfig.from_dict(
        {
            "generation": {"database": "none", "deterministic": True},
            "checks": {
                # A cursor, or a field of work that the city does not have, can only be known by asking; and nobody
                # guesses a token.
                "positive_data_acceptance": {"expected-statuses": ["2xx", "400", "401", "404", "422"]},
            },
        }
    )
    schema = schemathesis.openapi.from_dict(document(), config=config)
    schema.app = KeptPages(get_wsgi_application())
    return schema


@pytest.mark.slow
@pytest.mark.django_db
@interface().parametrize()  # type: ignore[untyped-decorator]  # schemathesis does not say what it returns
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_no_request_finds_a_fault(case: schemathesis.Case[Any], network: None) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


@pytest.fixture
def network(one_connection: None) -> None:
    a_small_network()
