"""Every address of the two doors for people, found in the table of addresses and filled with things that exist."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.urls import URLResolver, get_resolver, reverse

from greenpact.notices.links import link_to_leave_off
from greenpact.notices.rules import Kind
from greenpact.parties.models import Membership, Person
from tests.doors import things
from tests.doors.stage import Stage
from tests.makers import an_account

Fill = Callable[[Stage], dict[str, Any]]


def values_for(stage: Stage, door: str, name: str) -> dict[str, Any]:
    """What the parts of an address are called for a page."""
    common = {
        "city": stage.city.slug,
        "deal": "public",
        "ref": _ref_of(stage, name),
        "clause_ref": "c1",
        "kind": "goal",
        "organisation": stage.party.ref,
        "party": stage.party.ref,
        "person_ref": Person.objects.get().ref,
        "word": "offices",
        "form": "deals",
        "field": "energy",
        "table": "deals",
        "ending": "csv",
        "which": "imprint",
        "part": "deals",
        "number": 7 if name == "sdg" else 1,
        "before": 1,
        "after": 1,
    }
    own = _OWN.get((door, name))
    return common | own(stage) if own else common


def _ref_of(stage: Stage, name: str) -> str:
    """Which deal a page of the workspace is about, or else the party of all deals."""
    if name.startswith(("deal_sign", "deal_conclude")) and name != "deal_signature":
        return stage.signing.ref
    if name.startswith("room"):
        return stage.room.ref
    return stage.draft.ref if name.startswith("deal") else stage.party.ref


def _each(door: str, names: str, fill: Fill) -> dict[tuple[str, str], Fill]:
    return {(door, name): fill for name in names.split()}


_OWN: dict[tuple[str, str], Fill] = {
    **{
        ("workspace", f"import{part}"): things.an_import
        for part in ("", "_progress", "_findings", "_cells", "_confirm", "_discard")
    },
    ("workspace", "mails_off"): lambda _stage: {
        "token": link_to_leave_off(an_account(), Kind.LABEL).split("/")[-2]
    },
    ("workspace", "mails_settle"): things.an_undelivered_mail,
    **_each("workspace", "room_change room_consent room_object room_lift room_withdraw", things.a_change),
    **_each("workspace", "deal_signature_file deal_signature_withdraw", things.a_signature),
    **_each(
        "workspace",
        "idea idea_file idea_write idea_remark idea_assign idea_merge idea_public idea_close idea_handover",
        things.an_idea,
    ),
    **_each(
        "workspace",
        "idea_questions idea_decision",
        things.an_idea,
    ),
    **_each("workspace", "label label_assess label_assessment label_observer", things.a_label),
    **_each(
        "workspace", "label_conclude label_criterion label_move label_suspend label_withdraw", things.a_label
    ),
    ("workspace", "label_appeal"): things.a_suspended_label,
    ("workspace", "label_appeal_decide"): things.an_appeal,
    ("workspace", "label_evidence"): things.label_evidence,
    **_each("workspace", "mandate mandate_evidence", things.a_mandate_of_the_party),
    **_each("workspace", "report report_data report_compare report_texts report_move", things.a_report),
    ("workspace", "report_file"): things.a_file_of_a_report,
    ("workspace", "report_of_party"): lambda stage: {
        "organisation": stage.party.ref,
        "year": 2025,
        "ending": "xlsx",
    },
    **_each("portal", "data_catalogue network_data_catalogue", lambda _stage: {"ending": "ttl"}),
    **_each("portal", "report report_data report_file", things.a_published_report),
    **_each("workspace", "pattern pattern_copy", things.delivered_pattern),
    **_each("workspace", "pattern_edit pattern_retire", things.own_pattern),
    ("workspace", "group_members"): things.a_group,
    ("workspace", "token_revoke"): things.a_token,
    ("workspace", "people_end"): things.a_person_of_the_party,
    **_each("portal", "label_rules_version label_rules_file", things.the_rules),
    **_each(
        "portal",
        "label badge badge_in_language certificate holder credential_json credential_jwt credential_sd_jwt",
        things.a_label,
    ),
    ("portal", "confirm_idea"): things.to_be_confirmed,
    **_each(
        "portal",
        "idea_status idea_message idea_withdraw idea_reply idea_link idea_file",
        things.a_private_page,
    ),
    **_each("portal", "signed_pdf signed_data", things.a_signed_version),
    ("portal", "seal_key"): things.a_seal,
    ("workspace", "label_apply"): lambda _stage: {"deal": "signed"},
    ("workspace", "room_check"): lambda _stage: {"kind": "council"},
    ("workspace", "deal_conclude"): things.a_deal_signed_here,
    **_each("workspace", "deal_indicator deal_indicator_edit deal_indicator_drop", things.an_indicator),
    **_each("workspace", "deal_reading_new deal_reading deal_reading_review", things.an_indicator),
    **_each(
        "workspace",
        "deal_check_ins deal_check_in_ask deal_check_in_revoke deal_check_in_answer deal_check_in_file",
        things.a_check_in,
    ),
    **_each("workspace", "deal_check_in_contact", things.a_check_in),
    **_each("workspace", "deal_statements deal_statement_reply deal_statement_dispute", things.a_dispute),
    **_each("workspace", "deal_dispute_answer deal_dispute_end", things.a_dispute),
    **_each("portal", "check_in check_in_send check_in_unchanged check_in_pass_on", things.a_check_in),
    ("workspace", "duties_feed"): things.a_calendar,
    ("workspace", "duties_of_office"): lambda _stage: {"ref": "climate"},
    **_each("workspace", "delivery delivery_progress delivery_rows", things.a_delivery),
    **_each("workspace", "delivery_confirm delivery_discard", things.a_delivery),
    **_each("workspace", "sensor_source sensor_token sensor_move sensor_series sensor_unmap", things.a_meter),
    ("workspace", "weather_rule"): lambda stage: {**things.an_indicator(stage), "ref": stage.draft.ref},
    ("portal", "measure"): things.a_public_measure,
    **_each("portal", "follow_measure follow_measure_feed follow_measure_rss", things.a_followed_measure),
    **_each("portal", "follow follow_feed follow_rss", lambda _stage: {"kind": "deal", "ref": "public"}),
    ("portal", "follow_confirm"): partial(things.a_follow, purpose="confirm"),
    ("portal", "follow_end"): partial(things.a_follow, purpose="end"),
    ("workspace", "deal_signing_file"): lambda stage: {
        "which": "paper",
        "number": stage.signing.rounds.get().number,
    },
    ("portal", "label_status"): things.a_status_list,
    ("portal", "label_keys"): things.a_label,
    ("portal", "hand_in"): lambda _stage: {"kind": "idea"},
    ("portal", "idea_draft"): lambda _stage: {"kind": "idea"},
    ("portal", "idea_draft_files"): lambda _stage: {"kind": "idea"},
    ("workspace", "row"): lambda _stage: {"ref": "climate"},
    ("workspace", "remove_row"): lambda _stage: {"ref": "climate"},
    ("workspace", "member"): lambda stage: {"ref": Membership.objects.filter(city=stage.city)[0].ref},
    ("workspace", "deal_take_back"): lambda _stage: {"ref": "public"},
    ("workspace", "deal_versions"): lambda _stage: {"ref": "public"},
    ("workspace", "deal_clause_put_back"): lambda _stage: {"clause_ref": "gone"},
}


#: What a page must be sent before it looks at anything else.
SENT: dict[tuple[str, str], dict[str, str]] = {
    ("workspace", "draft"): {"subject": "deal/draft/texts"},
    ("workspace", "draft_discard"): {"subject": "deal/draft/texts"},
    ("workspace", "deal_move"): {"then": "negotiating"},
    ("workspace", "report_move"): {"then": "check"},
    ("workspace", "label_assess"): {"level": "committed"},
    ("workspace", "label_move"): {"then": "award"},
    ("workspace", "deal_party_add"): {"organisation": "another"},
    ("workspace", "sensor_move"): {"then": "paused"},
}


def names_of(door: str) -> list[tuple[str, tuple[str, ...]]]:
    """The names of a door's pages, each with the parts of its address."""
    found = next(
        part
        for part in get_resolver().url_patterns
        if isinstance(part, URLResolver) and part.namespace == door
    )
    return list(_walk(found, ()))


def _walk(node: URLResolver, keys: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in node.url_patterns:
        own = (*keys, *part.pattern.converters)
        if isinstance(part, URLResolver):
            yield from _walk(part, own)
        elif part.name:
            yield part.name, own


def address_of(stage: Stage, door: str, name: str, keys: tuple[str, ...]) -> str:
    """The address of a page, with things of the stage in it."""
    values = values_for(stage, door, name)
    return reverse(f"{door}:{name}", kwargs={key: values[key] for key in keys})
