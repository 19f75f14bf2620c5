"""What an assessment comes to: the machine's findings first, people's answers where the machine leaves it open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from greenpact.labels.checks import Facts, find
from greenpact.labels.rules import Answer, Level
from greenpact.labels.scheme import Criterion, Scheme


@dataclass(frozen=True, slots=True)
class Result:
    """A criterion with its answer; `refs` name clauses or parties that it hangs on, as the machine found them."""

    criterion: Criterion
    answer: Answer
    is_computed: bool
    refs: tuple[str, ...] = ()


def results(scheme: Scheme, level: Level, facts: Facts, given: Mapping[str, Answer]) -> tuple[Result, ...]:
    """Every criterion of a level with its answer; `given` are people's answers by criterion."""
    return tuple(_result(criterion, scheme, facts, given) for criterion in scheme.criteria_up_to(level))


def are_answered(found: Iterable[Result]) -> bool:
    """Whether nothing is open any more."""
    return all(result.answer is not Answer.OPEN for result in found)


def are_met(found: Iterable[Result]) -> bool:
    """Whether every criterion is met, so that the label can be awarded."""
    return all(result.answer is Answer.MET for result in found)


def _result(criterion: Criterion, scheme: Scheme, facts: Facts, given: Mapping[str, Answer]) -> Result:
    if criterion.check is None:
        return Result(criterion, given.get(criterion.ref, Answer.OPEN), is_computed=False)
    finding = find(criterion.check, facts, scheme.clocks)
    if finding.answer is not Answer.OPEN:
        return Result(criterion, finding.answer, is_computed=True, refs=finding.refs)
    return Result(criterion, given.get(criterion.ref, Answer.OPEN), is_computed=False, refs=finding.refs)
