"""Whom each page lets in, by method. A page without its line here fails the tests."""

from dataclasses import dataclass

from tests.doors.people import (
    DEAL,
    EDITORS,
    EVERYONE,
    MEMBERS,
    NOBODY,
    OFFICE,
    SIGNED_IN,
    STAFF,
    TENDING,
    Group,
)


@dataclass(frozen=True, slots=True)
class Door:
    """Who may look at a page, and who may send something to it; nobody means that the method is not offered."""

    get: Group
    post: Group = NOBODY


def form(group: Group) -> Door:
    """A page with a form, for the same people."""
    return Door(group, group)


def button(group: Group) -> Door:
    """An address that only takes something."""
    return Door(NOBODY, group)


REGISTER = form(EDITORS)
CITY = form(OFFICE)

WORKSPACE: dict[str, Door] = {
    "home": Door(SIGNED_IN, SIGNED_IN),
    "city": Door(MEMBERS, MEMBERS),
    "draft": button(MEMBERS),
    "draft_discard": button(MEMBERS),
    "trail": Door(STAFF, STAFF),
    # mails to oneself, and those that did not arrive
    "mails": form(SIGNED_IN),
    "mails_off": form(EVERYONE),
    "mails_undelivered": Door(OFFICE | {"neighbour"}, OFFICE | {"neighbour"}),
    "mails_settle": button(OFFICE),
    # the city's register
    "register": REGISTER,
    "rows": REGISTER,
    "new_row": REGISTER,
    "row": REGISTER,
    "remove_row": REGISTER,
    "settings": CITY,
    "legal": CITY,
    "outline": CITY,
    "own_organisation": form(TENDING),
    "role_addresses": form(TENDING),
    "people": REGISTER,
    "new_person": REGISTER,
    "person": REGISTER,
    "erase_person": REGISTER,
    "members": CITY,
    "grant": CITY,
    "member": CITY,
    # importing sheets
    "imports": REGISTER,
    "import_columns": Door(EDITORS),
    "import_workbook": Door(EDITORS),
    "import_csv": Door(EDITORS),
    "import": Door(EDITORS),
    "import_progress": Door(EDITORS),
    "import_findings": Door(EDITORS),
    "import_cells": Door(EDITORS),
    "import_confirm": button(EDITORS),
    "import_discard": button(EDITORS),
    # the deal editor
    "deals": Door(MEMBERS, MEMBERS),
    "deals_new": form(EDITORS),
    "deals_short_name": Door(EDITORS, EDITORS),
    "deal": Door(DEAL, DEAL),
    "deal_texts": form(EDITORS),
    "deal_facts": form(EDITORS),
    "deal_parties": form(EDITORS),
    "deal_party_add": button(EDITORS),
    "deal_party_remove": form(EDITORS),
    "deal_clauses": Door(EDITORS, EDITORS),
    "deal_clause_new": form(EDITORS),
    "deal_clause": form(EDITORS),
    "deal_clause_move": button(EDITORS),
    "deal_clause_remove": form(EDITORS),
    "deal_clause_put_back": button(EDITORS),
    "deal_measures": Door(DEAL, DEAL),
    "deal_measure": form(TENDING),
    "deal_sources": form(EDITORS),
    "deal_versions": Door(DEAL, DEAL),
    "deal_move": button(EDITORS),
    "deal_signature": form(EDITORS),
    "deal_publish": form(EDITORS),
    "deal_discard": form(EDITORS),
    "deal_take_back": form(EDITORS),
}

#: Pages that are kept answer reading alone.
READING = Door(EVERYONE)

PORTAL: dict[str, Door] = dict.fromkeys(
    [
        "network",
        "network_changes",
        "network_atom",
        "network_rss",
        "network_data",
        "network_data_file",
        "network_legal",
        "robots",
        "favicon",
        "sitemap",
        "network_sitemap",
        "city",
        "field",
        "sdg",
        "changes",
        "atom",
        "rss",
        "data",
        "data_file",
        "participate",
        "imprint",
        "privacy",
        "accessibility",
        "city_sitemap",
        "deals",
        "deal",
        "version",
        "version_file",
        "comparison",
        "parties",
        "party",
    ],
    READING,
)
