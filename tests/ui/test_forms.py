"""Every control is tied to its label, its hint and what is wrong with it."""

import re

import pytest
from django import forms
from django.utils import translation

from greenpact.ui.forms import DayInput, control_class
from greenpact.ui.gallery import SampleForm


@pytest.fixture
def wrong() -> SampleForm:
    form = SampleForm({"title": "", "kinds": ["nobody"]})
    assert not form.is_valid()
    return form


def test_a_control_names_its_hint_and_its_error(wrong: SampleForm) -> None:
    html = wrong["title"].as_field_group()
    assert '<label class="kern-label" for="id_title">' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert "kern-form-input__input--error" in html


def test_choices_stand_in_a_group_with_a_legend(wrong: SampleForm) -> None:
    html = wrong["kinds"].as_field_group()
    assert '<fieldset class="kern-fieldset kern-fieldset--error"' in html
    assert 'aria-describedby="id_kinds_error"' in html
    assert html.count('type="checkbox"') == html.count("<label") == 4


def test_a_box_to_tick_has_its_label_behind_it() -> None:
    html = SampleForm()["agreed"].as_field_group()
    assert html.index("<input") < html.index('<label class="kern-label" for="id_agreed">')


def test_what_need_not_be_filled_in_says_so() -> None:
    with translation.override("de"):
        assert "freiwillig" in SampleForm()["mail"].as_field_group()
        assert "freiwillig" not in SampleForm()["title"].as_field_group()


def test_every_error_is_listed_above_the_form_with_a_way_to_its_field(wrong: SampleForm) -> None:
    html = str(wrong)
    targets = re.findall(r'href="#([\w-]+)"', html)
    assert len(targets) == len([field for field in wrong if field.errors])
    assert all(f'id="{target}"' in html for target in targets)


def test_what_was_typed_is_escaped_and_kept() -> None:
    html = str(SampleForm({"title": '"><script>alert(1)</script>'}))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_day_is_given_as_the_browsers_calendar_wants_it() -> None:
    class Form(forms.Form):
        day = forms.DateField(widget=DayInput)

    with translation.override("de"):
        html = str(Form({"day": "2026-03-31"})["day"])
    assert 'type="date"' in html
    assert 'value="2026-03-31"' in html


@pytest.mark.parametrize(
    ("widget", "name"),
    [
        (forms.TextInput(), "kern-form-input__input"),
        (forms.Textarea(), "kern-form-input__input"),
        (forms.Select(), "kern-form-input__select"),
        (forms.SelectMultiple(), "kern-form-input__input"),
        (forms.CheckboxInput(), "kern-form-check__checkbox"),
        (forms.RadioSelect(), "kern-form-check__radio"),
        (forms.NullBooleanSelect(), "kern-form-input__select"),
    ],
)
def test_every_kind_of_control_has_its_class(widget: forms.Widget, name: str) -> None:
    assert control_class(widget) == name
