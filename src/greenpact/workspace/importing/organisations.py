"""Understanding the sheets whose rows stand for themselves: organisations, and what a city says of itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from greenpact.cities.models import City, District, Field, Office
from greenpact.deals.models import Deal
from greenpact.parties.models import Organisation, OrganisationKind
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.findings import Findings
from greenpact.workspace.importing.layout import Layout
from greenpact.workspace.importing.records import RowRecord, fields_of
from greenpact.workspace.importing.understanding import Typed, read_rows
from greenpact.workspace.importing.values import like
from sheets.cells import Row

#: A recognised sheet with its rows.
Sheets = Mapping[str, tuple[Layout, Iterable[Row]]]


@dataclass(slots=True)
class Known:
    """The short names that can be referred to: those in the register, and those the sheets bring."""

    city: str
    refs: dict[str, set[str]] = field(default_factory=dict)

    def add(self, form: str, ref: str) -> None:
        self.refs.setdefault(form, set()).add(ref)

    def holds(self, form: str, ref: str) -> bool:
        return ref in self.refs.get(form, ())

    def complain(self, findings: Findings, form: str, ref: str, at: tuple[str, int, str]) -> bool:
        """Whether `ref` can be referred to; complains at (sheet, row, column) when not."""
        if self.holds(form, ref):
            return True
        near = like(ref, sorted(self.refs.get(form, ())))
        findings.add(Complaint.UNKNOWN_REF_LIKE if near else Complaint.UNKNOWN_REF, *at, text=ref, like=near)
        return False


def known_in(city: City) -> Known:
    """The short names in a city's register, and of all cities."""
    known = Known(city.slug)
    for form, kind in (
        ("fields", Field),
        ("districts", District),
        ("offices", Office),
        ("organisations", Organisation),
        ("deals", Deal),
    ):
        known.refs[form] = set(kind._default_manager.filter(city=city).values_list("ref", flat=True))
    known.refs["cities"] = set(City.objects.values_list("slug", flat=True))
    return known


#: The sheets understood here, in the order in which their rows build on one another.
ROW_FORMS = ("programmes", "fields", "districts", "offices", "targets", "figures", "organisations")


def understand_rows(form: str, sheets: Sheets, known: Known, findings: Findings) -> Iterator[RowRecord]:
    """Every row of a sheet as a record. Its short names become known as they are read."""
    if form not in sheets:
        return
    layout, rows = sheets[form]
    seen: dict[str, int] = {}
    for typed in read_rows(layout, rows, findings):
        ref = _REFS.get(form, _own_ref)(typed)
        if not ref or not is_new(ref, typed.row, seen, form, findings):
            continue
        given = fields_of(layout.form, typed)
        given.pop("ref", None)
        known.add(form, ref)
        for check in _CHECKS.get(form, ()):
            check(typed, known, findings)
        yield RowRecord(form, typed.row, ref, given)


def is_new(ref: str, row: int, seen: dict[str, int], form: str, findings: Findings) -> bool:
    """Whether a short name stands for the first time in its sheet."""
    if ref in seen:
        findings.add(Complaint.REF_TWICE, form, row, "ref", text=ref, first=str(seen[ref]))
        return False
    seen[ref] = row
    return True


def _own_ref(typed: Typed) -> str:
    return str(typed.get("ref") or "")


def _programme_ref(_typed: Typed) -> str:
    return "programme"


def _figure_ref(typed: Typed) -> str:
    """A figure has no name of its own: what it is of, its year and what it rests on tell it from others."""
    kind, sector, year = typed.get("kind"), typed.get("sector", ""), typed.get("year")
    if not kind:
        return ""
    rests_on = "|".join(str(typed.get(name, "")) for name in ("unit", "basis_de", "basis_en", "source_url"))
    mark = sha256(f"{sector}|{rests_on}".encode()).hexdigest()[:8]
    return "-".join(str(part) for part in (kind, year, mark) if part)


_REFS: dict[str, Callable[[Typed], str]] = {"programmes": _programme_ref, "figures": _figure_ref}


def _check_organisation(typed: Typed, known: Known, findings: Findings) -> None:
    if typed.get("count") is not None and typed.get("kind") not in (None, OrganisationKind.GROUP):
        findings.add(Complaint.COUNT_OF_ONE, "organisations", typed.row, "count")
    if district := typed.get("district"):
        known.complain(findings, "districts", district, ("organisations", typed.row, "district"))


def check_position(form: str) -> Callable[[Typed, Known, Findings], None]:
    """A check that latitude and longitude stand together or not at all."""

    def check(typed: Typed, _known: Known, findings: Findings) -> None:
        if (
            "lat" in typed.values
            and "lon" in typed.values
            and (typed.get("lat") is None) != (typed.get("lon") is None)
        ):
            findings.add(
                Complaint.HALF_A_POSITION, form, typed.row, "lat" if typed.get("lat") is None else "lon"
            )

    return check


def _check_office(typed: Typed, known: Known, findings: Findings) -> None:
    for ref in typed.get("fields", ()):
        known.complain(findings, "fields", ref, ("offices", typed.row, "fields"))


_CHECKS: dict[str, tuple[Callable[[Typed, Known, Findings], None], ...]] = {
    "organisations": (_check_organisation, check_position("organisations")),
    "districts": (check_position("districts"),),
    "offices": (_check_office,),
}


def check_deputies(records: Iterable[RowRecord], known: Known, findings: Findings) -> None:
    """Deputies may stand further down in their sheet, so they are checked when all offices are known."""
    for record in records:
        if deputy := record.given.get("deputy"):
            known.complain(findings, "offices", deputy, ("offices", record.row, "deputy"))


def plain_fields(given: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The fields without those named."""
    return {name: value for name, value in given.items() if name not in names}
