"""What is said about a measure, in columns side by side: one for each voice, the newest first."""

from dataclasses import dataclass, field

from greenpact.measures.models import Dispute, Measure, Reply, Statement
from greenpact.measures.statement_rules import Voice
from greenpact.portal.frame import in_language

#: More statements of one voice than these are told by the history alone.
MOST_EARLIER = 12

ORDER = [Voice.OWNER.value, Voice.CITY.value, Voice.OBSERVER.value]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """Something said in public: who, in which part, and in which language; `text` is plain."""

    who: str
    part: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A dispute as it stands."""

    said: SaidRow
    dispute: Dispute


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with what was replied to it."""

    statement: Statement
    report_url: str
    replies: list[SaidRow]
    disputes: list[DisputeRow]


@dataclass(slots=True)
class Column:
    """What one voice says: how it sees the measure now, and what it said before."""

    who: str
    part: str
    now: StatementRow | None = None
    earlier: list[StatementRow] = field(default_factory=list)


def columns_of(measure: Measure) -> list[Column]:
    """Everything that is said about a measure (four queries)."""
    rows = (
        Statement.objects.filter(measure=measure)
        .select_related("organisation", "check_in")
        .prefetch_related("replies__organisation", "disputes__organisation")
    )
    city = in_language(measure.clause.deal.city.name)
    columns: dict[tuple[str, int | None], Column] = {}
    for row in sorted(rows, key=lambda one: ORDER.index(one.voice)):
        who = row.organisation.name if row.organisation else city
        column = columns.setdefault(
            (row.voice, row.organisation_id), Column(who, str(row.get_voice_display()))
        )
        if row.is_current:
            column.now = _row(row, city)
        elif len(column.earlier) < MOST_EARLIER:
            column.earlier.append(_row(row, city))
    return list(columns.values())


def _row(statement: Statement, city: str) -> StatementRow:
    return StatementRow(
        statement,
        statement.check_in.report_url if statement.check_in else "",
        [_said(one, city) for one in statement.replies.all()],
        [DisputeRow(_said(one, city), one) for one in statement.disputes.all()],
    )


def _said(row: Reply | Dispute, city: str) -> SaidRow:
    who = row.organisation.name if row.organisation else city
    return SaidRow(who, str(row.get_voice_display()), row.text, row.language)
