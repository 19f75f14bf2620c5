"""Who may do what in a city: the roles, and what each permits."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    PROGRAMME_OFFICE = "programme_office"
    OFFICE_EDITOR = "office_editor"
    FUNDING_OFFICER = "funding_officer"
    SIGNATORY = "signatory"
    READER = "reader"
    PARTY_ADMIN = "party_admin"
    PARTY_EDITOR = "party_editor"
    PARTY_SIGNATORY = "party_signatory"
    OBSERVER = "observer"
    REVIEWER = "reviewer"


class Deed(StrEnum):
    """What somebody may want to do."""

    ENTER = "enter"  # see the city's workspace at all
    SEE_ALL_DEALS = "see_all_deals"  # unpublished ones included
    SEE_OWN_DEALS = "see_own_deals"  # those to which one's organisation is party
    EDIT_DEALS = "edit_deals"
    EDIT_OWN_MEASURES = "edit_own_measures"
    ANSWER_IDEAS = "answer_ideas"
    NEGOTIATE = "negotiate"  # staff for the city, others for their own organisation
    SEE_INNER_LAYER = "see_inner_layer"  # what the city's offices say among themselves
    KEEP_OWN_PEOPLE = "keep_own_people"  # invite its people, and say who may sign for it
    KEEP_LABELS = "keep_labels"
    DECIDE_APPEALS = "decide_appeals"  # about labels; never against one's own decision
    KEEP_REGISTER = "keep_register"  # organisations, offices, fields, targets, figures, imports
    KEEP_CITY = "keep_city"  # settings, memberships
    SEE_TRAIL = "see_trail"


_EVERYONE = frozenset({Deed.ENTER})
_STAFF = _EVERYONE | {Deed.SEE_ALL_DEALS, Deed.SEE_TRAIL, Deed.SEE_INNER_LAYER}
_EDITORS = _STAFF | {
    Deed.EDIT_DEALS,
    Deed.EDIT_OWN_MEASURES,
    Deed.KEEP_REGISTER,
    Deed.ANSWER_IDEAS,
    Deed.NEGOTIATE,
}
_OWN = _EVERYONE | {Deed.SEE_OWN_DEALS}

#: The whole table of permissions. The office of an office editor does not narrow it yet: deals belong to the city.
PERMITS: dict[Role, frozenset[Deed]] = {
    Role.PROGRAMME_OFFICE: _EDITORS | {Deed.KEEP_CITY, Deed.KEEP_LABELS, Deed.DECIDE_APPEALS},
    Role.OFFICE_EDITOR: _EDITORS,
    Role.FUNDING_OFFICER: _STAFF,
    Role.SIGNATORY: _STAFF | {Deed.DECIDE_APPEALS},
    Role.READER: _STAFF,
    Role.PARTY_ADMIN: _OWN | {Deed.EDIT_OWN_MEASURES, Deed.NEGOTIATE, Deed.KEEP_OWN_PEOPLE},
    Role.PARTY_EDITOR: _OWN | {Deed.EDIT_OWN_MEASURES, Deed.NEGOTIATE},
    Role.PARTY_SIGNATORY: _OWN,
    Role.OBSERVER: _OWN,
    Role.REVIEWER: _EVERYONE | {Deed.DECIDE_APPEALS},
}

#: Roles that make no sense without an organisation.
NEEDS_ORGANISATION = frozenset({Role.PARTY_ADMIN, Role.PARTY_EDITOR, Role.PARTY_SIGNATORY})

#: Roles to which an organisation's own people are invited.
INVITED_AS = NEEDS_ORGANISATION

#: Roles that speak for the organisation they are held for; an observer only looks at its deals.
SPEAKS_FOR_ORGANISATION = frozenset({Role.PARTY_ADMIN, Role.PARTY_EDITOR})


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is in one city on one day: their roles, and the organisations they act for (primary keys)."""

    roles: frozenset[Role]
    organisations: frozenset[int] = frozenset()  # those whose deals one may see
    own_organisations: frozenset[int] = frozenset()  # those one speaks for
    is_operator: bool = False

    def may(self, deed: Deed) -> bool:
        return self.is_operator or any(deed in PERMITS[role] for role in self.roles)

    def acts_for(self, organisation: int) -> bool:
        """Whether they speak for an organisation: as its editor, or as the programme office that keeps the register."""
        return organisation in self.own_organisations or self.may(Deed.EDIT_DEALS)


def standing(roles: Iterable[tuple[Role, int | None]], *, is_operator: bool = False) -> Standing:
    """Gather memberships in force, given as (role, organisation or None)."""
    pairs = list(roles)
    held = [(role, organisation) for role, organisation in pairs if organisation is not None]
    return Standing(
        roles=frozenset(role for role, _organisation in pairs),
        organisations=frozenset(organisation for _role, organisation in held),
        own_organisations=frozenset(
            organisation for role, organisation in held if role in SPEAKS_FOR_ORGANISATION
        ),
        is_operator=is_operator,
    )
