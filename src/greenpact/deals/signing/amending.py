"""What an amendment changes against the signed version, and who therefore signs again. Values only."""

from greenpact.deals.comparing import ClauseComparison, Difference, compare
from greenpact.deals.document import Document

#: Parts of a document beside its clauses that hold for all.
FOR_ALL = ("title", "legal_nature", "starts_on", "ends_on", "binding_language")


def changed_clauses(signed: Document, amended: Document) -> list[ClauseComparison]:
    """The clauses that differ from the signed version, in the order of the new one."""
    return [row for row in compare(signed, amended) if row.difference is not Difference.SAME]


def must_sign_again(signed: Document, amended: Document) -> frozenset[str]:
    """The refs of those whose own commitments were changed or added, and of those who are new: they always sign.

    When a goal, a provision or anything else that holds for all changes, everybody signs.
    """
    everybody = {party.organisation for party in amended.parties if party.role == "signatory"}
    before = {party.organisation for party in signed.parties if party.role == "signatory"}
    if any(getattr(signed, part) != getattr(amended, part) for part in FOR_ALL):
        return frozenset(everybody)
    found = everybody - before
    for row in changed_clauses(signed, amended):
        if row.difference is Difference.MOVED and not row.changes:
            continue
        sides = [side for side in (row.before, row.after) if side is not None]
        owners = {side.party for side in sides}
        found |= owners & everybody if any(owners) else everybody
    return frozenset(found)
