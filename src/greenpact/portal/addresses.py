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


def measures(slug: str, ref: str) -> str:
    """Below it lie the pages of a deal's measures, each by the ref of its clause."""
    return f"/{slug}/deals/{ref}/measures/"


def measure(slug: str, deal: str, clause: str) -> str:
    return f"{measures(slug, deal)}{clause}/"


def progress(slug: str) -> str:
    """How far the promises of a city are."""
    return f"/{slug}/progress/"


def progress_measures(slug: str) -> str:
    """The measures behind the counts; narrowed by the same criteria."""
    return f"/{slug}/progress/measures/"


def follow(slug: str, kind: str = "city", ref: str = "") -> str:
    """Where something is followed; `ref` of a measure is that of its deal and its clause, as `deal/clause`."""
    return f"/{slug}/follow/" if kind == "city" else f"/{slug}/follow/{kind}/{ref}/"


def version(slug: str, ref: str, number: int) -> str:
    return f"/{slug}/deals/{ref}/versions/{number}/"


def version_file(slug: str, ref: str, number: int) -> str:
    """The canonical JSON of a version."""
    return f"/{slug}/deals/{ref}/versions/{number}.json"


def comparison(slug: str, ref: str, before: int, after: int) -> str:
    return f"/{slug}/deals/{ref}/compare/{before}/{after}/"


def signed_pdf(slug: str, ref: str, number: int) -> str:
    """The text of a signed version, as the public may have it."""
    return f"/{slug}/deals/{ref}/signed/{number}.pdf"


def signed_data(slug: str, ref: str, number: int) -> str:
    """The signing document of a signed version."""
    return f"/{slug}/deals/{ref}/signed/{number}.json"


def agreement(slug: str, ref: str) -> str:
    """The text of a deal's agreement."""
    return f"/{slug}/deals/{ref}/agreement/"


def agreement_file(slug: str, ref: str, ending: str, language: str = "") -> str:
    """The text of a deal's agreement as a file, "pdf" or "docx"."""
    asked = f"?lang={language}" if language else ""
    return f"/{slug}/deals/{ref}/agreement.{ending}{asked}"


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


def labels(slug: str) -> str:
    return f"/{slug}/labels/"


def label(slug: str, ref: str) -> str:
    """The page on which everyone can check a label."""
    return f"/{slug}/labels/{ref}/"


def label_rules(slug: str, number: int | None = None) -> str:
    """All versions of a city's rules of the label, or one of them."""
    return f"/{slug}/labels/rules/{number}/" if number else f"/{slug}/labels/rules/"


def badge(slug: str, ref: str, language: str) -> str:
    return f"/{slug}/labels/{ref}/badge.{language}.svg"


def certificate(slug: str, label: str, ref: str, language: str) -> str:
    return f"/{slug}/labels/{label}/certificate-{ref}.{language}.pdf"


def reports(slug: str) -> str:
    """The published reports of a city."""
    return f"/{slug}/reports/"


def report(slug: str, ref: str) -> str:
    """A published report."""
    return f"/{slug}/reports/{ref}/"


def report_file(slug: str, ref: str, form: str, language: str, ending: str) -> str:
    """A published report in one format and language."""
    return f"/{slug}/reports/{ref}/{form}-{language}.{ending}"


def ideas(slug: str) -> str:
    """The ideas of a city that are shown in public."""
    return f"/{slug}/ideas/"


def hand_in(slug: str, kind: str) -> str:
    """The form on which an idea of a kind is handed in."""
    return f"/{slug}/participate/new/{kind}/"


def handed_in(slug: str) -> str:
    """What somebody reads who has just handed in an idea."""
    return f"/{slug}/participate/sent/"


def legal(slug: str, which: str) -> str:
    """A legal page ("imprint", "privacy", "accessibility") of a city, or of the network for an empty slug."""
    return f"/{slug or 'network'}/{which}/"


def page(start: str, cursor: str, **criteria: str) -> str:
    """A further page of the list that begins at `start`, narrowed by the same criteria; empty without a cursor."""
    asked = {name: value for name, value in {**criteria, "page": cursor}.items() if value}
    return f"{start}?{urlencode(asked)}" if cursor else ""
