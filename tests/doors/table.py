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


def reading(group: Group) -> Door:
    """A page that takes nothing: whatever is sent to it, it shows itself."""
    return Door(group, group)


def button(group: Group) -> Door:
    """An address that only takes something."""
    return Door(NOBODY, group)


#: Who negotiates: the city's editors for their party, others for their organisation. An operator only reads.
NEGOTIATING: Group = frozenset({"officer", "office_editor", "party_admin", "party_editor"})
#: Who has a mandate for the party.
SIGNING: Group = frozenset({"party_signatory"})

REGISTER = form(EDITORS)
CITY = form(OFFICE)

WORKSPACE: dict[str, Door] = {
    "home": reading(SIGNED_IN),
    "city": reading(MEMBERS),
    "draft": button(MEMBERS),
    "draft_discard": button(MEMBERS),
    "trail": reading(STAFF),
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
    "deals": reading(MEMBERS - {"reviewer"}),
    "deals_new": form(EDITORS),
    "deals_short_name": reading(EDITORS),
    "deal": reading(DEAL),
    "deal_texts": form(EDITORS),
    "deal_facts": form(EDITORS),
    "deal_parties": form(EDITORS),
    "deal_party_add": button(EDITORS),
    "deal_party_remove": form(EDITORS),
    "deal_clauses": reading(EDITORS),
    "deal_clause_new": form(EDITORS),
    "deal_clause": form(EDITORS),
    "deal_clause_move": button(EDITORS),
    "deal_clause_remove": form(EDITORS),
    "deal_clause_put_back": button(EDITORS),
    "deal_measures": reading(DEAL),
    "deal_measure": form(TENDING),
    # what is counted of a deal
    "deal_indicators": reading(DEAL),
    "deal_indicator": reading(DEAL),
    "deal_indicator_new": form(TENDING),
    "deal_indicator_edit": form(TENDING),
    "deal_indicator_drop": button(TENDING),
    "deal_reading_new": form(TENDING),
    "deal_reading": form(TENDING),
    "deal_reading_review": button(EDITORS),
    "deal_sources": form(EDITORS),
    "deal_versions": reading(DEAL),
    "deal_move": button(EDITORS),
    "deal_signature": form(EDITORS),
    "deal_publish": form(EDITORS),
    "deal_discard": form(EDITORS),
    "deal_take_back": form(EDITORS),
    "deal_agreement": reading(DEAL),
    "deal_agreement_pdf": reading(DEAL),
    "deal_agreement_docx": reading(DEAL),
    # the negotiation room
    "room": reading(DEAL),
    "room_changes": reading(DEAL),
    "room_change": reading(DEAL),
    **dict.fromkeys(("room_consent", "room_object", "room_lift", "room_withdraw"), button(NEGOTIATING)),
    **dict.fromkeys(
        (
            "room_propose",
            "room_move",
            "room_remove",
            "room_new",
            "room_title",
            "room_summary",
            "room_nature",
            "room_period",
            "room_new_party",
            "room_role",
        ),
        form(NEGOTIATING),
    ),
    "room_clause": form(DEAL),
    "room_check": form(EDITORS),
    # the signatures of a deal, and who may give them
    "deal_signing": reading(DEAL),
    "deal_signing_open": form(EDITORS),
    "deal_signing_cancel": form(OFFICE),
    "deal_signing_deadline": form(EDITORS),
    "deal_conclude": form(OFFICE),
    "deal_signing_file": reading(DEAL),
    "deal_signature_file": reading(DEAL),
    "deal_signature_withdraw": form(OFFICE),
    "deal_sign_click": form(SIGNING),
    "deal_sign_qualified": form(SIGNING | EDITORS),
    "deal_sign_paper": form(EDITORS),
    "deal_sign_decline": form(SIGNING),
    "mandates": reading(OFFICE | {"party_admin", "other_party"}),
    "mandate_new": form(OFFICE | {"party_admin"}),
    "mandate": form(OFFICE | {"party_admin"}),
    "mandate_evidence": reading(OFFICE | {"party_admin"}),
    "party_people": reading(OFFICE | {"party_admin", "other_party"}),
    "people_of": form(OFFICE | {"party_admin"}),
    "people_end": button(OFFICE | {"party_admin"}),
    "group_members": form(OFFICE | {"party_admin"}),
    # ideas at the desk
    "ideas": reading(EDITORS),
    "idea_terms": CITY,
    "idea_retention": CITY,
    "idea": reading(EDITORS),
    "idea_file": reading(EDITORS),
    **dict.fromkeys(
        (
            "idea_write",
            "idea_remark",
            "idea_assign",
            "idea_merge",
            "idea_public",
            "idea_close",
            "idea_handover",
        ),
        button(EDITORS),
    ),
    "idea_questions": form(EDITORS),
    "idea_decision": form(EDITORS),
    # labels
    "labels": reading(MEMBERS),
    "label_scheme": CITY,
    "label_apply": form(OFFICE | {"party_admin", "party_editor"}),
    "label": reading(DEAL),
    "label_assess": button(OFFICE),
    "label_assessment": reading(DEAL),
    "label_observer": button(OFFICE),
    "label_conclude": button(OFFICE),
    "label_criterion": button(OFFICE),
    "label_evidence": reading(DEAL),
    "label_move": button(OFFICE),
    "label_suspend": form(OFFICE),
    "label_withdraw": form(OFFICE),
    "label_appeal": form(frozenset({"party_admin", "party_editor"})),
    "label_appeal_decide": form(OFFICE | {"signatory", "reviewer"}),
    # patterns
    "patterns": reading(EDITORS),
    "pattern": form(EDITORS),
    "pattern_copy": button(EDITORS),
    "pattern_edit": form(EDITORS),
    "pattern_retire": button(EDITORS),
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
        "measure",
        "version",
        "version_file",
        "comparison",
        "parties",
        "party",
        "seal_key",
        "labels",
        "label_rules",
        "label_rules_version",
        "label_rules_file",
        "label_keys",
        "label_status",
        "label",
        "badge",
        "badge_in_language",
        "certificate",
        "holder",
        "credential_json",
        "credential_jwt",
        "credential_sd_jwt",
        "ideas",
        "idea_challenge",
        "handed_in",
        "idea_file",
        "agreement",
        "agreement_pdf",
        "agreement_docx",
        "signed_pdf",
        "signed_data",
        "progress",
        "progress_measures",
        "progress_file",
        "follow_asked",
        "follow_feed",
        "follow_rss",
        "follow_city_feed",
        "follow_city_rss",
        "follow_measure_feed",
        "follow_measure_rss",
    ],
    READING,
) | {
    # Pages that take something without an account: what they may do follows from the secret in their address, if any.
    "follow": form(EVERYONE),
    "follow_city": form(EVERYONE),
    "follow_measure": form(EVERYONE),
    "follow_confirm": form(EVERYONE),
    "follow_end": form(EVERYONE),
    "network_verification": form(EVERYONE),
    "verification": form(EVERYONE),
    "hand_in": form(EVERYONE),
    "idea_draft": button(EVERYONE),
    "idea_draft_files": button(EVERYONE),
    "idea_similar": button(EVERYONE),
    "confirm_idea": form(EVERYONE),
    "idea_status": Door(EVERYONE),
    "idea_message": button(EVERYONE),
    "idea_withdraw": button(EVERYONE),
    "idea_link": button(EVERYONE),
    "idea_reply": button(EVERYONE),
}
