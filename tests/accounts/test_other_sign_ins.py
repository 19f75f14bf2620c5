"""Signing in by OpenID Connect and SAML: into the account that has the verified address, and into no other."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zlib import decompress

import pytest
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.test import Client, override_settings
from onelogin.saml2.constants import OneLogin_Saml2_Constants
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from greenpact.accounts.adapters import SocialAdapter
from greenpact.accounts.models import Account
from greenpact.config.environment import other_sign_ins
from tests.makers import an_account

SERVER = "https://login.example.org"
HOST = "deals.example.org"
LOGIN = "/accounts/oidc/sign-in/login/"
ENVIRONMENT = {
    "GREENPACT_OIDC_SERVER": SERVER,
    "GREENPACT_OIDC_NAME": "City login",
    "GREENPACT_OIDC_CLIENT_ID": "greenpact",
    "GREENPACT_OIDC_CLIENT_SECRET": "secret",
}


@dataclass
class Answer:
    content: dict[str, Any]
    status_code: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})

    def json(self) -> dict[str, Any]:
        return self.content

    def raise_for_status(self) -> None:
        pass


@dataclass
class Server:
    """An OpenID Connect server that answers within the process."""

    person: dict[str, Any]

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def get(self, url: str, **_options: Any) -> Answer:
        if url.startswith(f"{SERVER}/.well-known/"):
            ends = {f"{end}_endpoint": f"{SERVER}/{end}" for end in ("authorization", "token", "userinfo")}
            return Answer({**ends, "issuer": SERVER, "jwks_uri": SERVER})
        return Answer(self.person)

    def request(self, _method: str, _url: str, **_options: Any) -> Answer:
        return Answer({"access_token": "token", "token_type": "bearer"})

    post = request


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Server]:
    server = Server({"sub": "4711", "email": "Ada@example.org", "email_verified": True, "name": "Ada"})
    monkeypatch.setattr(SocialAdapter, "get_requests_session", lambda self: server)
    with override_settings(SOCIALACCOUNT_PROVIDERS=other_sign_ins(ENVIRONMENT)):
        yield server


def come_back(client: Client, start: str = LOGIN) -> Any:
    """Go to the server and come back from it with a code."""
    away = client.get(start).headers["Location"]
    assert away.startswith(f"{SERVER}/authorization")
    state = parse_qs(urlsplit(away).query)["state"][0]
    return client.get("/accounts/oidc/sign-in/login/callback/", {"code": "abc", "state": state})


def test_a_verified_address_opens_its_account(client: Client, server: Server) -> None:
    account = an_account("ada@example.org")

    assert (
        come_back(client, f"{LOGIN}?next=/workspace/heidelberg/").headers["Location"]
        == "/workspace/heidelberg/"
    )
    assert client.session["_auth_user_id"] == str(account.pk)
    assert SocialAccount.objects.get().user == account


def test_an_address_that_nobody_verified_opens_nothing(client: Client, server: Server) -> None:
    an_account("ada@example.org")
    server.person["email_verified"] = False

    assert b"Accounts are made by invitation" in come_back(client).content
    assert not SocialAccount.objects.exists()


def test_an_unknown_address_makes_no_account(client: Client, server: Server) -> None:
    assert b"Accounts are made by invitation" in come_back(client).content
    assert not Account.objects.exists()


def test_a_closed_account_stays_closed(client: Client, server: Server) -> None:
    an_account("ada@example.org", is_active=False)

    come_back(client)

    assert "_auth_user_id" not in client.session


def test_an_identity_cannot_be_added_to_an_account_that_has_another_address(
    client: Client, server: Server
) -> None:
    client.force_login(an_account("eve@example.org"))

    answer = come_back(client, f"{LOGIN}?process=connect")

    assert answer.headers["Location"] == "/accounts/"
    assert not SocialAccount.objects.exists()


def test_an_answer_that_nobody_asked_for_is_refused_in_words(client: Client, server: Server) -> None:
    answer = client.get("/accounts/oidc/sign-in/login/callback/", {"code": "abc", "state": "forged"})

    assert b"Signing in did not work" in answer.content


def test_the_sign_in_page_offers_it_by_its_name(client: Client, server: Server) -> None:
    assert b"Sign in with City login" in client.get("/accounts/login/").content


def test_without_a_setting_there_is_neither(client: Client, db: None) -> None:
    assert client.get(LOGIN).status_code == 404
    assert get_adapter().list_providers(client.get("/accounts/login/").wsgi_request) == []


@pytest.fixture(scope="module")
def keys() -> tuple[str, str]:
    """Key and certificate of an identity provider."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    return private, certificate


@pytest.fixture
def visitor(keys: tuple[str, str], db: None) -> Iterator[Client]:
    """A browser, where an identity provider is set up by SAML."""
    environment = {
        "GREENPACT_SAML_METADATA": "https://idp.example.org/metadata",
        "GREENPACT_SAML_ENTITY_ID": "idp",
    }
    providers = other_sign_ins(environment)
    idp = {"entity_id": "idp", "x509cert": keys[1], "sso_url": "https://idp.example.org/sso"}
    providers["saml"]["APPS"][0]["settings"]["idp"] = (
        idp  # as its metadata, which a test does not fetch, would say
    )
    with override_settings(SOCIALACCOUNT_PROVIDERS=providers, ALLOWED_HOSTS=[HOST]):
        yield Client(headers={"host": HOST})


def assertion(request_id: str, email: str, keys: tuple[str, str]) -> str:
    """A signed response of the identity provider, as the browser posts it."""
    now = datetime.now(UTC)
    instant, later = (moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in (now, now + timedelta(minutes=5)))
    here = f"http://{HOST}/accounts/saml/sign-in"
    xml = f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r" Version="2.0" IssueInstant="{instant}" Destination="{here}/acs/" InResponseTo="{request_id}"><saml:Issuer>idp</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion ID="_a" Version="2.0" IssueInstant="{instant}"><saml:Issuer>idp</saml:Issuer><saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">4711</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{later}" Recipient="{here}/acs/" InResponseTo="{request_id}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{instant}" NotOnOrAfter="{later}"><saml:AudienceRestriction><saml:Audience>{here}/metadata/</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{instant}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement><saml:Attribute Name="urn:oid:0.9.2342.19200300.100.1.3"><saml:AttributeValue>{email}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>"""  # noqa: E501
    signed = OneLogin_Saml2_Utils.add_sign(
        xml,
        *keys,
        sign_algorithm=OneLogin_Saml2_Constants.RSA_SHA256,
        digest_algorithm=OneLogin_Saml2_Constants.SHA256,
    )
    return base64.b64encode(signed if isinstance(signed, bytes) else signed.encode()).decode()


def ask(client: Client) -> str:
    """Go to the identity provider; the number of the question."""
    away = client.get("/accounts/saml/sign-in/login/").headers["Location"]
    request = decompress(base64.b64decode(parse_qs(urlsplit(away).query)["SAMLRequest"][0]), -15).decode()
    return request.partition('ID="')[2].partition('"')[0]


def test_a_signed_assertion_opens_the_account(visitor: Client, keys: tuple[str, str]) -> None:
    account = an_account("ada@example.org")
    response = assertion(ask(visitor), "ada@example.org", keys)

    answer = visitor.post("/accounts/saml/sign-in/acs/", {"SAMLResponse": response}, follow=True)

    assert answer.redirect_chain[-1][0].startswith("/workspace/")
    assert visitor.session["_auth_user_id"] == str(account.pk)


def test_an_assertion_for_an_unknown_address_makes_no_account(visitor: Client, keys: tuple[str, str]) -> None:
    response = assertion(ask(visitor), "nobody@example.org", keys)

    answer = visitor.post("/accounts/saml/sign-in/acs/", {"SAMLResponse": response}, follow=True)

    assert b"Accounts are made by invitation" in answer.content
    assert not Account.objects.exists()


@pytest.mark.parametrize("response", ["", "no base64", base64.b64encode(b"<no xml").decode()])
def test_what_is_no_assertion_is_refused_in_words(visitor: Client, response: str) -> None:
    answer = visitor.post("/accounts/saml/sign-in/acs/", {"SAMLResponse": response}, follow=True)

    assert b"Signing in did not work" in answer.content


def test_a_tampered_assertion_is_refused(visitor: Client, keys: tuple[str, str]) -> None:
    an_account("eve@example.org")
    response = assertion(ask(visitor), "ada@example.org", keys)
    tampered = base64.b64encode(base64.b64decode(response).replace(b"ada@", b"eve@")).decode()

    answer = visitor.post("/accounts/saml/sign-in/acs/", {"SAMLResponse": tampered}, follow=True)

    assert b"Signing in did not work" in answer.content
    assert "_auth_user_id" not in visitor.session
