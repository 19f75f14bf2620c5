"""Where mails go and which other sign-ins there are, as the environment says it."""

import pytest

from greenpact.config.environment import Refused, mail, other_sign_ins

OIDC = {
    "GREENPACT_OIDC_SERVER": "https://login.example.org",
    "GREENPACT_OIDC_CLIENT_ID": "greenpact",
    "GREENPACT_OIDC_CLIENT_SECRET": "secret",
}
SAML = {"GREENPACT_SAML_METADATA": "https://idp.example.org/metadata", "GREENPACT_SAML_ENTITY_ID": "idp"}


def test_without_a_server_mails_are_written_to_files() -> None:
    assert mail("").backend.endswith("filebased.EmailBackend")


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://office:p%40ss@mail.example.org", 587, True, False),
        ("smtps://office:p%40ss@mail.example.org", 465, False, True),
        ("smtp+plain://office:p%40ss@mail.example.org:2525", 2525, False, False),
    ],
)
def test_a_mail_server_is_named_by_one_address(url: str, port: int, starttls: bool, tls: bool) -> None:
    found = mail(url)

    assert (found.host, found.port, found.user, found.password) == (
        "mail.example.org",
        port,
        "office",
        "p@ss",
    )
    assert (found.starttls, found.tls) == (starttls, tls)


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://"])
def test_an_address_that_is_no_mail_server_is_refused_in_words(url: str) -> None:
    with pytest.raises(Refused, match="GREENPACT_MAIL must begin with"):
        mail(url)


def test_each_other_sign_in_is_there_once_it_is_configured() -> None:
    assert other_sign_ins({}) == {}
    assert set(other_sign_ins(OIDC)) == {"openid_connect"}
    assert set(other_sign_ins(OIDC | SAML)) == {"openid_connect", "saml"}


@pytest.mark.parametrize("missing", ["GREENPACT_OIDC_CLIENT_ID", "GREENPACT_OIDC_CLIENT_SECRET"])
def test_half_of_openid_connect_is_refused_in_words(missing: str) -> None:
    with pytest.raises(Refused, match="GREENPACT_OIDC_SERVER needs"):
        other_sign_ins({name: value for name, value in OIDC.items() if name != missing})


def test_half_of_saml_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="GREENPACT_SAML_METADATA needs"):
        other_sign_ins({"GREENPACT_SAML_METADATA": "https://idp.example.org/metadata"})
