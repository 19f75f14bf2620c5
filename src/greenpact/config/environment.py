"""The one place where settings read the environment; what is missing or unsafe is refused in words."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SHORTEST_SECRET = 50

#: Where the project lies when it runs from its checkout.
CHECKOUT = Path(__file__).resolve().parents[3]


class Refused(SystemExit):
    """The environment does not allow a start; the message says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"Greenpact does not start: {sentence}")


@dataclass(frozen=True, slots=True)
class Environment:
    """Every setting that an operator can make, read and checked."""

    home: Path
    is_demo: bool
    debug: bool
    secret_key: str
    hosts: tuple[str, ...]
    database: dict[str, Any]
    behind_https: bool
    mail_url: str
    mail_from: str
    oidc_id: str
    oidc_secret: str
    oidc_server: str
    oidc_name: str
    saml_metadata_url: str
    saml_entity_id: str
    saml_name: str


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """Read and check the environment; raises `Refused` with a sentence."""
    home = Path(environ.get("GREENPACT_HOME") or CHECKOUT / "var").resolve()
    is_demo = _flag(environ, "GREENPACT_DEMO")
    debug = _flag(environ, "GREENPACT_DEBUG")
    if debug and not is_demo:
        raise Refused("GREENPACT_DEBUG shows inner workings to everyone; unset it. It is for the demo alone.")
    return Environment(
        home=home,
        is_demo=is_demo,
        debug=debug,
        secret_key=_secret(environ, home, is_demo=is_demo),
        hosts=_hosts(environ, is_demo=is_demo),
        database=database(environ.get("GREENPACT_DATABASE") or f"sqlite:///{home / 'greenpact.sqlite3'}"),
        behind_https=not is_demo and not _flag(environ, "GREENPACT_PLAIN_HTTP"),
        mail_url=environ.get("GREENPACT_MAIL", ""),
        mail_from=environ.get("GREENPACT_MAIL_FROM", "greenpact@localhost"),
        oidc_id=environ.get("GREENPACT_OIDC_CLIENT_ID", ""),
        oidc_secret=environ.get("GREENPACT_OIDC_CLIENT_SECRET", ""),
        oidc_server=environ.get("GREENPACT_OIDC_SERVER", ""),
        oidc_name=environ.get("GREENPACT_OIDC_NAME", "OpenID Connect"),
        saml_metadata_url=environ.get("GREENPACT_SAML_METADATA", ""),
        saml_entity_id=environ.get("GREENPACT_SAML_ENTITY_ID", ""),
        saml_name=environ.get("GREENPACT_SAML_NAME", "SAML"),
    )


def database(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:////absolute/path` or `postgresql://user:password@host:port/name?option=value`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-32000;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": options.pop("port", str(parts.port or "")),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise Refused("GREENPACT_DATABASE must begin with sqlite:/// or postgresql://.")


def _flag(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def _secret(environ: Mapping[str, str], home: Path, *, is_demo: bool) -> str:
    """The signing secret: from the environment, or for the demo alone from a file that is made once."""
    if key := environ.get("GREENPACT_SECRET_KEY", ""):
        if len(key) < SHORTEST_SECRET:
            raise Refused(
                f"GREENPACT_SECRET_KEY is too short; give at least {SHORTEST_SECRET} random characters."
            )
        return key
    if not is_demo:
        raise Refused(
            "GREENPACT_SECRET_KEY is missing. Set it to a long random text and keep it; "
            "`python3 -c 'import secrets; print(secrets.token_urlsafe(60))'` makes one."
        )
    home.mkdir(parents=True, exist_ok=True)
    file = home / "demo-secret"
    try:
        with file.open("x", encoding="ascii") as new:
            file.chmod(0o600)
            new.write(secrets.token_urlsafe(60))
    except FileExistsError:
        pass
    return file.read_text(encoding="ascii")


def _hosts(environ: Mapping[str, str], *, is_demo: bool) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in environ.get("GREENPACT_HOSTS", "").split(",") if host.strip())
    if is_demo:
        return (*hosts, "localhost", "127.0.0.1", "[::1]", "testserver")
    if not hosts:
        raise Refused("GREENPACT_HOSTS is missing. Name the hosts it answers for, such as deals.example.org.")
    if "*" in hosts:
        raise Refused("GREENPACT_HOSTS must name hosts; * would answer for any.")
    return hosts
