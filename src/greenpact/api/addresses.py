"""Addresses of what the machine door tells of, and of the pages that show the same to people."""

from dataclasses import dataclass

from django.http import HttpRequest

ROOT = "/api/v1"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Whole addresses below one origin (scheme and host), put together here: a list holds hundreds of them."""

    origin: str

    @property
    def context(self) -> str:
        """The JSON-LD context of every answer."""
        return f"{self.origin}{ROOT}/context.jsonld"

    def city(self, slug: str) -> str:
        return f"{self.origin}{ROOT}/cities/{slug}"

    def part(self, slug: str, kind: str, ref: str) -> str:
        """A row of a city that has no address of its own, such as its office "climate"."""
        return f"{self.origin}{ROOT}/cities/{slug}#{kind}-{ref}"

    def deal(self, slug: str, ref: str) -> str:
        return f"{self.origin}{ROOT}/deals/{slug}/{ref}"

    def version(self, slug: str, ref: str, number: int) -> str:
        return f"{self.origin}{ROOT}/deals/{slug}/{ref}/versions/{number}"

    def clause(self, slug: str, deal: str, ref: str) -> str:
        return f"{self.origin}{ROOT}/deals/{slug}/{deal}#{ref}"

    def measure(self, slug: str, deal: str, clause: str) -> str:
        return f"{self.origin}{ROOT}/deals/{slug}/{deal}#measure-{clause}"

    def party(self, slug: str, ref: str) -> str:
        return f"{self.origin}{ROOT}/parties/{slug}/{ref}"

    def label(self, slug: str, ref: str) -> str:
        return f"{self.origin}{ROOT}/labels/{slug}/{ref}"

    def change(self, slug: str, number: int) -> str:
        return f"{self.origin}{ROOT}/cities/{slug}/changes#{number}"

    def problem(self, kind: str) -> str:
        """Where a kind of problem is explained."""
        return f"{self.origin}{ROOT}/#problem-{kind}"

    def page(self, *steps: str) -> str:
        """The page for people: `page("heidelberg", "deals", "solar-roofs")`."""
        return "/".join((self.origin, *steps, ""))


def origin_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def addresses_for(request: HttpRequest) -> Addresses:
    return Addresses(origin_of(request))
