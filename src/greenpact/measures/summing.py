"""Publishing sums of confidential values: one for each period of what several parties of a deal count alike."""

from datetime import date, datetime

from greenpact.measures.models import ConfidentialValue, Indicator, PublishedSum
from greenpact.measures.summing_rules import Part, why_withheld


def publish_sum(indicator: Indicator, first_on: date, until: date, *, at: datetime) -> PublishedSum | None:
    """Publish what the parties' confidential values of a period come to now, where that tells nobody's; else None.

    Called in the transaction of the reading that changes it, whose entry tells of it. Only one sum is published of a
    period, over all parties: no parts of it, and none over several periods.
    """
    family = family_of(indicator)
    values = ConfidentialValue.objects.filter(
        reading__indicator__in=family,
        reading__is_current=True,
        reading__first_on=first_on,
        reading__until=until,
    ).select_related("reading__indicator__measure__clause")
    wanted = [_part(one) for one in values.order_by("pk")]
    before = _published(indicator, first_on, until)
    if why_withheld(wanted, before) or _cuts_across(indicator, first_on, until, wanted):
        return None
    return PublishedSum.objects.create(
        deal=indicator.deal,
        like=indicator,
        first_on=first_on,
        until=until,
        total=sum(part.value for part in wanted),
        parties=len({part.party for part in wanted}),
        published_on=indicator.deal.city.day(at),
        behind=[[part.party, part.key] for part in wanted],
    )


def family_of(indicator: Indicator) -> list[Indicator]:
    """What is counted alike in a deal: of measures, by the same name, in the same unit and rhythm."""
    alike = Indicator.objects.filter(
        deal=indicator.deal_id,
        unit=indicator.unit,
        rhythm=indicator.rhythm,
        counted=indicator.counted,
        measure__clause__party__isnull=False,
    )
    return [one for one in alike.order_by("pk") if one.name == indicator.name]


def _part(value: ConfidentialValue) -> Part:
    measure = value.reading.indicator.measure
    party = measure.clause.party_id if measure else None
    return Part(str(party), str(value.pk), value.value)


def _published(indicator: Indicator, first_on: date, until: date) -> list[list[Part]]:
    """All sums of the deal for the period before, with the values that stood behind them then."""
    rows = PublishedSum.objects.filter(deal=indicator.deal_id, first_on=first_on, until=until)
    keys = {int(key) for row in rows for _party, key in row.behind}
    known = dict(ConfidentialValue.objects.filter(pk__in=keys).values_list("pk", "value"))
    return [[Part(party, key, known.get(int(key), 0.0)) for party, key in row.behind] for row in rows]


def _cuts_across(indicator: Indicator, first_on: date, until: date, wanted: list[Part]) -> bool:
    """Whether one of the parties stands behind a sum in the same unit for some of these days and others.

    A year's sum less those of eleven months would tell of the twelfth, which is withheld.
    """
    others = PublishedSum.objects.filter(
        deal=indicator.deal_id, like__unit=indicator.unit, first_on__lt=until, until__gt=first_on
    ).exclude(first_on=first_on, until=until)
    parties = {part.party for part in wanted}
    return any(party in parties for row in others for party, _key in row.behind)
