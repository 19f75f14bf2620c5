"""Doing with a page what a person does: opening it, reading its form, typing, pressing a button."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.models import Deal

Fields = dict[str, list[str]]


class _Form(HTMLParser):
    """Gathers what a browser would send of the form of the editor."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self.is_inside = False
        self.select = ""
        self.textarea = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.is_inside = "gw-editor" in given.get("class", "") or "gp-form" in given.get("class", "")
        if not self.is_inside:
            return
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") not in ("checkbox", "radio"):
            self.fields.setdefault(name, []).append(given.get("value", ""))
        elif tag == "input" and name and "checked" in given:
            self.fields.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "select":
            self.select = name
            self.fields.setdefault(name, [])
        elif tag == "option" and self.select and ("selected" in given or not self.fields[self.select]):
            self.fields[self.select] = [given.get("value", "")]
        elif tag == "textarea":
            self.textarea = name
            self.fields[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea and self.is_inside:
            self.fields[self.textarea][0] += data


def form_in(response: Any) -> Fields:
    """The fields of the page's form with their values, as a browser would send them."""
    reader = _Form()
    reader.feed(response.content.decode())
    return {name: [value.removeprefix("\n") for value in values] for name, values in reader.fields.items()}


def signed_in(account: Account) -> Client:
    """A browser in which somebody has signed in; it reads English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(account)
    return client


def at(deal: Deal, part: str = "") -> str:
    """The address of a part of the editor."""
    return f"/workspace/{deal.city.slug}/deals/{deal.ref}/{part}"


def board_of(city: City) -> str:
    return f"/workspace/{city.slug}/deals/"


def drafts_of(city: City) -> str:
    """Where what is being typed is kept."""
    return f"/workspace/{city.slug}/drafts/"


def save(client: Client, address: str, page: Any = None, **typed: Any) -> Any:
    """Open a page (or take one that is open), type into its fields, and press Save."""
    fields = form_in(page or client.get(address))
    return client.post(address.partition("?")[0], {**fields, **typed})


def words(response: Any) -> str:
    return str(response.content.decode())
