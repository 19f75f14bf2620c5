"""The form of answers to what a delivery leaves open: what its series are, how it is written, and single cells."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.measures.intake.answers import Answers, answers_from
from greenpact.measures.intake.choosing import Choice, factor_to, indicators_for
from greenpact.measures.intake.sifting import from_data
from greenpact.measures.intake.taking_in import NotDelivered, WhyNotDelivered
from greenpact.measures.models import DeliveredSeries, Delivery, Indicator
from greenpact.ui.wording import worded
from greenpact.workspace.deals.pages import shortened
from greenpact.workspace.readings.showing import Group, groups, whole_findings
from greenpact.workspace.refusals import sentence
from sheets.doubts import Doubt
from sheets.periods import NotAPeriod, parse_period
from sheets.wording import place
from sheets.wording import sentence as sheet_sentence

LEFT_OUT = "-"
MOST_OPTIONS = 400
DO = [("", _("not decided")), ("instead", _("read the text below instead")), ("out", _("leave it out"))]
DO_RIGHT = [("", _("not decided")), ("right", _("it is right as it stands")), *DO[1:]]
NOTATIONS = [("comma", _("1.234,5: decimal comma")), ("point", _("1,234.5: decimal point"))]
ORDERS = [("first", _("31/12/2025: the day first")), ("second", _("12/31/2025: the month first"))]


class AnswerForm(forms.Form):
    """Fields for everything that is open; each is optional, so that somebody can answer a part and go on later."""

    def __init__(self, *args: Any, delivery: Delivery, **options: Any) -> None:
        super().__init__(*args, **options)
        self.delivery = delivery
        self.series = list(delivery.series.select_related("indicator__deal"))
        self.indicators = {
            f"{one.deal.ref}/{one.ref}": one for one in indicators_for(delivery)[:MOST_OPTIONS]
        }
        self.groups: list[Group] = groups(delivery)
        self.whole = whole_findings(delivery)
        for one in self.series:
            self._add_series(one)
        self._add_whole()
        for group in self.groups:
            self._add_group(group)

    def _add_series(self, series: DeliveredSeries) -> None:
        options = [("", __("not decided")), (LEFT_OUT, __("leave it out")), *self._options(series)]
        now = LEFT_OUT if series.is_left_out else ""
        if series.indicator is not None:
            now = f"{series.indicator.deal.ref}/{series.indicator.ref}"
        label = __("Indicator for “%(series)s”") % {"series": series.name}
        self.fields[f"series-{series.number}"] = forms.ChoiceField(
            label=label, choices=options, required=False, initial=now
        )
        if not series.written_unit:
            self.fields[f"unit-{series.number}"] = forms.CharField(
                label=__("Unit"),
                max_length=40,
                required=False,
                initial=series.unit,
                help_text=__("The file names none. Such as kWh, t CO2e, km, m², %, piece or EUR."),
            )

    def _options(self, series: DeliveredSeries) -> Iterator[tuple[str, str]]:
        """The indicators whose unit the series can be converted into."""
        for key, one in self.indicators.items():
            if series.written_unit:
                try:
                    factor_to(series, "", one)
                except NotDelivered:
                    continue
            yield key, self._called(one)

    def _called(self, indicator: Indicator) -> str:
        language = get_language() or "en"
        name = worded(indicator.name, language).text
        of = worded(indicator.measure.clause.text if indicator.measure else indicator.deal.title, language)
        return f"{name} ({indicator.unit}) – {shortened(of.text, 50)}"

    def _add_whole(self) -> None:
        language = get_language() or "en"
        for data in self.whole:
            doubt, table = Doubt(data["doubt"]), str(data["table"])
            found = from_data(data)
            words = sheet_sentence(found, language)
            if doubt is Doubt.NO_PERIOD:
                self.fields[f"period-{table}"] = forms.CharField(
                    label=words, max_length=40, required=False, help_text=__("Such as 2025 or 03/2025.")
                )
            elif doubt is Doubt.DAY_EITHER_WAY:
                self._add_choice(f"order-{table}", words, ORDERS)
            else:
                self._add_choice(
                    f"notation-{table}|{data['column']}", words, NOTATIONS, place(found, language)
                )

    def _add_choice(self, name: str, label: str, choices: list[Any], hint: str = "") -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, required=False, widget=forms.RadioSelect, help_text=hint
        )

    def _add_group(self, group: Group) -> None:
        for item in group.items:
            if not item.key:
                continue
            choices = DO_RIGHT if item.may_be_right else DO
            self.fields[f"do-{item.key}"] = forms.ChoiceField(
                label=f"{item.place}: {item.sentence}", choices=choices, required=False
            )
            self.fields[f"text-{item.key}"] = forms.CharField(
                label=__("Text instead of “%(text)s”") % {"text": item.text[:40]},
                max_length=80,
                required=False,
            )
        if group.is_error:
            words = ngettext("Leave it out", "Leave all %(count)s of these out", group.count)
        else:
            words = ngettext("It is right as read", "All %(count)s are right as read", group.count)
        self.fields[f"accept-{group.name}"] = forms.BooleanField(
            label=words % {"count": group.count}, required=False
        )

    # as the page shows it

    @property
    def series_rows(self) -> Iterator[dict[str, Any]]:
        for one in self.series:
            unit = f"unit-{one.number}"
            yield {
                "series": one,
                "choice": self[f"series-{one.number}"],
                "unit": self[unit] if unit in self.fields else None,
            }

    @property
    def whole_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(("period-", "order-", "notation-"))]

    @property
    def shown_groups(self) -> Iterator[dict[str, Any]]:
        for group in self.groups:
            items = [
                {"item": item, "do": self[f"do-{item.key}"], "text": self[f"text-{item.key}"]}
                for item in group.items
                if item.key
            ]
            plain = [item for item in group.items if not item.key]
            yield {"group": group, "items": items, "plain": plain, "accept": self[f"accept-{group.name}"]}

    # as it is answered

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.series:
            self._check_series(one, cleaned)
        for name, text in cleaned.items():
            if name.startswith("period-") and text and not _is_period(text):
                self.add_error(name, __("This is no period. Write one such as 2025 or 03/2025."))
            key = name.partition("-")[2]
            if name.startswith("do-") and text == "instead" and not cleaned.get(f"text-{key}"):
                self.add_error(f"text-{key}", __("Write what should stand here."))
        return cleaned

    def _check_series(self, series: DeliveredSeries, cleaned: Mapping[str, Any]) -> None:
        chosen, unit = cleaned.get(f"series-{series.number}"), cleaned.get(f"unit-{series.number}", "")
        if not chosen or chosen == LEFT_OUT:
            return
        try:
            factor_to(series, unit, self.indicators[chosen])
        except NotDelivered as refusal:
            at_unit = f"unit-{series.number}" in self.fields
            wrong_unit = at_unit and refusal.reason == WhyNotDelivered.UNKNOWN_UNIT
            name = "unit" if wrong_unit else "series"
            self.add_error(f"{name}-{series.number}", sentence(refusal))

    def choices(self) -> dict[int, Choice]:
        """What the series are meant for; those that are not decided are left as they are."""
        found = {}
        for one in self.series:
            chosen = self.cleaned_data.get(f"series-{one.number}")
            if chosen:
                unit = self.cleaned_data.get(f"unit-{one.number}", "")
                found[one.number] = Choice(self.indicators.get(chosen), unit)
        return found

    def answers(self) -> Answers:
        """All that was answered until now."""
        before = answers_from(self.delivery.answers).as_data()
        cells, right, accepted = dict(before["cells"]), set(before["right"]), set(before["accepted"])
        groups_of = {"notation": "notations", "order": "day_orders", "period": "periods"}
        for name, value in self.cleaned_data.items():
            kind, _dash, key = name.partition("-")
            if kind == "accept" and value:
                accepted.add(key)
            elif kind in groups_of and value:
                before[groups_of[kind]][key] = value
            elif kind == "do" and value == "right":
                right.add(key)
            elif kind == "do" and value == "out":
                cells[key] = None
            elif kind == "text" and value and self.cleaned_data.get(f"do-{key}") in ("", "instead"):
                cells[key] = value
        return answers_from({**before, "cells": cells, "right": right, "accepted": accepted})


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except NotAPeriod:
        return False
    return True
