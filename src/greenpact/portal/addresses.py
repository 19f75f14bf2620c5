"""The stable addresses of public pages. They are put together here, not looked up: a list holds hundreds of them."""

from urllib.parse import urlencode

NETWORK = "/"
NETWORK_CHANGES = "/changes/"
NETWORK_DATA = "/data/"
NETWORK_VERIFICATION = "/verify/"
WORKSPACE = "/workspace/"


def city(slug: str) -> str:
    return f"/{slug}/"


def deals(slug: str) -> str:
    return f"/{slug}/deals/"


def deal(slug: str, ref: str) -> str:
    return f"/{slug}/deals/{ref}/"


def version(slug: str, ref: str, number: int) -> str:
    return f"/{slug}/deals/{ref}/versions/{number}/"


def version_file(slug: str, ref: str, number: int) -> str:
    """The canonical JSON of a version."""
    return f"/{slug}/deals/{ref}/versions/{number}.json"


def comparison(slug: str, ref: str, before: int, after: int) -> str:
    return f"/{slug}/deals/{ref}/compare/{before}/{after}/"


def parties(slug: str) -> str:
    return f"/{slug}/parties/"


def party(slug: str, ref: str) -> str:
    return f"/{slug}/parties/{ref}/"


def field(slug: str, ref: str) -> str:
    return f"/{slug}/fields/{ref}/"


def sdg(slug: str, number: int) -> str:
    return f"/{slug}/sdgs/{number}/"


def verification(slug: str = "") -> str:
    """Where a sealed file of a city, or of any city, is verified."""
    return f"/{slug}/verify/" if slug else NETWORK_VERIFICATION


def seal_key(slug: str) -> str:
    return f"/{slug}/verify/seal.pem"


def changes(slug: str = "") -> str:
    """What changed in a city, or in the network for an empty slug."""
    return f"/{slug}/changes/" if slug else NETWORK_CHANGES


def data(slug: str = "") -> str:
    """The open data of a city, or of the network for an empty slug."""
    return f"/{slug}/data/" if slug else NETWORK_DATA


def participate(slug: str) -> str:
    return f"/{slug}/participate/"


def legal(slug: str, which: str) -> str:
    """A legal page ("imprint", "privacy", "accessibility") of a city, or of the network for an empty slug."""
    return f"/{slug or 'network'}/{which}/"


def page(start: str, cursor: str, **criteria: str) -> str:
    """A further page of the list that begins at `start`, narrowed by the same criteria; empty without a cursor."""
    asked = {name: value for name, value in {**criteria, "page": cursor}.items() if value}
    return f"{start}?{urlencode(asked)}" if cursor else ""
