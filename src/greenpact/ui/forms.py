"""How forms are drawn: Django's form renderer, with KERN's class for every kind of control."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

CONTROLS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "kern-form-check__checkbox"),
    (forms.RadioSelect, "kern-form-check__radio"),
    (forms.CheckboxInput, "kern-form-check__checkbox"),
    (forms.SelectMultiple, "kern-form-input__input"),
    (forms.Select, "kern-form-input__select"),
)
OTHER_CONTROL = "kern-form-input__input"


def control_class(widget: forms.Widget) -> str:
    """Name KERN's class for a widget."""
    return next((name for kind, name in CONTROLS if isinstance(widget, kind)), OTHER_CONTROL)


class KernField(BoundField):
    """A field of a form that gives its control KERN's class and marks it when it is wrong."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return attrs
        own = control_class(widget)
        wrong = f"{own}--error" if self.errors else ""
        names = (own, wrong, attrs.get("class"), widget.attrs.get("class"))
        return attrs | {"class": " ".join(str(name) for name in names if name)}

    @property
    def is_single_check(self) -> bool:
        """One box to tick, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class KernForms(TemplatesSetting):
    """Draws every form with the templates of ui; named by the setting FORM_RENDERER."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = KernField


class DayInput(forms.DateInput):
    """A day, picked by the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "kern-form-input__input--short", **(attrs or {})}, format="%Y-%m-%d")
