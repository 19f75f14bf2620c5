"""The one place where settings read the environment; what is missing or unsafe is refused in words."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

SHORTEST_SECRET = 50
PATIENCE = 20  # seconds that a writer waits for another

#: Where the project lies when it runs from its checkout.
CHECKOUT = Path(__file__).resolve().parents[3]


class Refused(SystemExit):
    """The environment does not allow a start; the message says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"Greenpact does not start: {sentence}")


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that takes mails; none in the beginning, then they are written to files."""

    backend: str = "django.core.mail.backends.filebased.EmailBackend"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


@dataclass(frozen=True, slots=True)
class Seals:
    """Where the keys of the cities' seals lie (`{city}` stands for a city's address), and whose signatures count."""

    key: str = ""
    password: str = ""
    timestamp_url: str = ""
    trust_anchors: Path | None = None


@dataclass(frozen=True, slots=True)
class Environment:
    """Every setting that an operator can make, read and checked."""

    home: Path
    is_demo: bool
    debug: bool
    secret_key: str
    former_secret_keys: list[str]
    hosts: tuple[str, ...]
    origin: str
    database: dict[str, Any]
    behind_https: bool
    kept_megabytes: int
    mail: Mail
    mail_from: str
    other_sign_ins: dict[str, Any]
    seals: Seals
    selective_credentials: bool
    outgoing_hosts: frozenset[str]


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """Read and check the environment; raises `Refused` with a sentence."""
    home = Path(environ.get("GREENPACT_HOME") or CHECKOUT / "var").resolve()
    is_demo = _flag(environ, "GREENPACT_DEMO")
    debug = _flag(environ, "GREENPACT_DEBUG")
    if debug and not is_demo:
        raise Refused("GREENPACT_DEBUG shows inner workings to everyone; unset it. It is for the demo alone.")
    hosts = _hosts(environ, is_demo=is_demo)
    behind_https = not is_demo and not _flag(environ, "GREENPACT_PLAIN_HTTP")
    return Environment(
        home=home,
        is_demo=is_demo,
        debug=debug,
        secret_key=_secret(environ, home, is_demo=is_demo),
        former_secret_keys=environ.get("GREENPACT_FORMER_SECRET_KEYS", "").split(),
        hosts=hosts,
        origin=_origin(environ, f"{'https' if behind_https else 'http'}://{hosts[0]}"),
        database=database(environ.get("GREENPACT_DATABASE") or f"sqlite:///{home / 'greenpact.sqlite3'}"),
        behind_https=behind_https,
        kept_megabytes=_number(environ, "GREENPACT_KEPT_PAGES_MB", default=64),
        mail=mail(environ.get("GREENPACT_MAIL", "")),
        mail_from=environ.get("GREENPACT_MAIL_FROM", "greenpact@localhost"),
        other_sign_ins=other_sign_ins(environ),
        seals=seals(environ),
        selective_credentials=_flag(environ, "GREENPACT_SD_JWT"),
        outgoing_hosts=outgoing_hosts(environ.get("GREENPACT_OUTGOING_HOSTS", "")),
    )


def database(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:////absolute/path` or `postgresql://user:password@host:port/name?option=value`."""
    parts = _address("GREENPACT_DATABASE", url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": PATIENCE,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-32000;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        options = {"options": f"-c lock_timeout={PATIENCE}s"} | dict(parse_qsl(parts.query))
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
    raise Refused(
        "GREENPACT_DATABASE must be sqlite:////folder/file or postgresql://user:password@host:port/name."
    )


def mail(url: str) -> Mail:
    """Where mails go: `smtp://user:password@host:587` (STARTTLS), `smtps://…:465` or `smtp+plain://localhost:25`."""
    if not url:
        return Mail()
    parts = _address("GREENPACT_MAIL", url)
    if parts.scheme not in {"smtp", "smtps", "smtp+plain"} or not parts.hostname:
        raise Refused("GREENPACT_MAIL must begin with smtp://, smtps:// or smtp+plain:// and name a host.")
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp",
        tls=parts.scheme == "smtps",
    )


def other_sign_ins(environ: Mapping[str, str]) -> dict[str, Any]:
    """The services that may say who somebody is: one by OpenID Connect, one by SAML, each if it is configured."""
    found: dict[str, Any] = {}
    if server := environ.get("GREENPACT_OIDC_SERVER", ""):
        app = {
            "provider_id": "sign-in",
            "name": environ.get("GREENPACT_OIDC_NAME", "OpenID Connect"),
            "client_id": environ.get("GREENPACT_OIDC_CLIENT_ID", ""),
            "secret": environ.get("GREENPACT_OIDC_CLIENT_SECRET", ""),
            "settings": {"server_url": server},
        }
        if not (app["client_id"] and app["secret"]):
            raise Refused(
                "GREENPACT_OIDC_SERVER needs GREENPACT_OIDC_CLIENT_ID and GREENPACT_OIDC_CLIENT_SECRET."
            )
        found["openid_connect"] = {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
    if metadata := environ.get("GREENPACT_SAML_METADATA", ""):
        if not (entity := environ.get("GREENPACT_SAML_ENTITY_ID", "")):
            raise Refused(
                "GREENPACT_SAML_METADATA needs GREENPACT_SAML_ENTITY_ID, the name of the identity provider."
            )
        app = {
            "provider_id": entity,
            "name": environ.get("GREENPACT_SAML_NAME", "SAML"),
            "client_id": "sign-in",
            "settings": {"idp": {"entity_id": entity, "metadata_url": metadata}, "verified_email": True},
        }
        found["saml"] = {"APPS": [app]}
    return found


def _address(name: str, url: str) -> SplitResult:
    """The parts of an address that a setting names; its port is read here, since only then a wrong one is noticed."""
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError as error:
        raise Refused(f"{name} is no address that can be read ({error}).") from error
    return parts


def _flag(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def _number(environ: Mapping[str, str], name: str, *, default: int) -> int:
    text = environ.get(name, "").strip() or str(default)
    if not text.isdecimal():
        raise Refused(f"{name} must be a whole number, such as {default}.")
    return int(text)


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
    if not file.exists():
        _write_once(file, secrets.token_urlsafe(60))
    return file.read_text(encoding="ascii")


def _write_once(file: Path, text: str) -> None:
    """Put a whole private file in its place unless another process was quicker: no one ever reads half of it."""
    with tempfile.NamedTemporaryFile("w", dir=file.parent, encoding="ascii") as new:
        new.write(text)
        new.flush()
        with suppress(FileExistsError):
            os.link(new.name, file)


def _hosts(environ: Mapping[str, str], *, is_demo: bool) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in environ.get("GREENPACT_HOSTS", "").split(",") if host.strip())
    if is_demo:
        return (*hosts, "localhost", "127.0.0.1", "[::1]", "testserver")
    if not hosts:
        raise Refused("GREENPACT_HOSTS is missing. Name the hosts it answers for, such as deals.example.org.")
    if "*" in hosts:
        raise Refused("GREENPACT_HOSTS must name hosts; * would answer for any.")
    return hosts


def seals(environ: Mapping[str, str]) -> Seals:
    """What signing needs from the operator; without it signatures are collected and the seal waits."""
    anchors = environ.get("GREENPACT_TRUST_ANCHORS", "").strip()
    if anchors and not Path(anchors).is_dir():
        raise Refused("GREENPACT_TRUST_ANCHORS must name a folder with certificates (PEM or DER).")
    return Seals(
        key=environ.get("GREENPACT_SEAL_KEY", "").strip(),
        password=environ.get("GREENPACT_SEAL_PASSWORD", ""),
        timestamp_url=environ.get("GREENPACT_TIMESTAMP_URL", "").strip(),
        trust_anchors=Path(anchors) if anchors else None,
    )


def outgoing_hosts(text: str) -> frozenset[str]:
    """Hosts of the own network that may be called, as `host` or `host:port`; all others there are refused."""
    hosts = frozenset(host.strip().lower().rstrip(".") for host in text.split(",") if host.strip())
    if any("/" in host or "*" in host or "@" in host for host in hosts):
        raise Refused("GREENPACT_OUTGOING_HOSTS must name hosts, such as frost.example.org or 10.0.0.5:8080.")
    return hosts


def _origin(environ: Mapping[str, str], usual: str) -> str:
    """Where links in mails lead: scheme and host, without a path."""
    given = environ.get("GREENPACT_ORIGIN", "").strip() or usual
    parts = _address("GREENPACT_ORIGIN", given)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise Refused("GREENPACT_ORIGIN must be scheme and host, such as https://deals.example.org.")
    return f"{parts.scheme}://{parts.netloc}"
