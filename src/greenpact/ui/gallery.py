"""What the gallery shows: every component in every state, with invented content in both languages."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenpact.ui import charts
from greenpact.ui.drawing import Chart, Entry, columns
from greenpact.ui.forms import DayInput
from greenpact.ui.geography import EUROPE, Point, around, drawn, outline
from greenpact.ui.look import ICONS
from greenpact.ui.masthead import Masthead, Place
from greenpact.ui.wording import in_words

STATES = {
    "work": {
        "exploring": in_words(de="wird erkundet", en="exploring"),
        "negotiating": in_words(de="in Verhandlung", en="negotiating"),
        "agreed": in_words(de="vereinbart", en="agreed"),
        "implementing": in_words(de="in Umsetzung", en="implementing"),
        "completed": in_words(de="abgeschlossen", en="completed"),
        "ended": in_words(de="beendet", en="ended"),
    },
    "sign": {
        "unsigned": in_words(de="nicht unterzeichnet", en="unsigned"),
        "signing": in_words(de="wird unterzeichnet", en="signing"),
        "signed": in_words(de="unterzeichnet", en="signed"),
        "terminated": in_words(de="gekündigt", en="terminated"),
        "unknown": in_words(de="Unterschrift unbekannt", en="signature unknown"),
    },
    "measure": {
        "planned": in_words(de="geplant", en="planned"),
        "under_way": in_words(de="läuft", en="under way"),
        "late": in_words(de="überfällig", en="late"),
        "done": in_words(de="umgesetzt", en="done"),
        "given_up": in_words(de="aufgegeben", en="given up"),
        "unknown": in_words(de="Stand unbekannt", en="state unknown"),
    },
    "tier": {
        "contribution": in_words(de="Beitrag", en="contribution"),
        "agreement": in_words(de="Vereinbarung", en="agreement"),
        "programme": in_words(de="Programm", en="programme"),
    },
    "tone": {
        "info": in_words(de="Hinweis", en="note"),
        "success": in_words(de="gelungen", en="succeeded"),
        "warning": in_words(de="Achtung", en="attention"),
        "danger": in_words(de="Fehler", en="error"),
    },
}

CARDS = [
    {
        "kicker": in_words(de="Energie · Musterstadt", en="Energy · Musterstadt"),
        "title": in_words(de="Sonnenstrom von zwölf Schuldächern", en="Solar power from twelve school roofs"),
        "text": in_words(
            de="Stadtwerke, Schulen und eine Genossenschaft belegen zwölf Dächer mit Modulen und teilen den Ertrag.",
            en="The utility, schools and a cooperative cover twelve roofs with solar panels and share what they yield.",
        ),
        "work": "implementing",
        "sign": "signed",
        "years": "2024–2030",
    },
    {
        "kicker": in_words(de="Mobilität · Musterstadt", en="Mobility · Musterstadt"),
        "title": in_words(
            de="Lastenräder statt Lieferwagen in der Altstadt",
            en="Cargo bikes instead of vans in the old town",
        ),
        "text": in_words(
            de="Handel und Paketdienste liefern auf der letzten Meile emissionsfrei; die Stadt stellt zwei Plätze.",
            en="Shops and couriers deliver the last mile without emissions; the city provides two transfer points.",
        ),
        "work": "negotiating",
        "sign": "unsigned",
        "years": "2026–2029",
    },
    {
        "kicker": in_words(de="Tourismus · Musterstadt", en="Tourism · Musterstadt"),
        "title": in_words(de="Hotels ohne Einwegplastik", en="Hotels without single-use plastic"),
        "text": in_words(
            de="Einundzwanzig Häuser verzichten auf Einwegartikel und berichten jährlich über ihren Abfall.",
            en="Twenty-one hotels give up single-use items and report their waste every year.",
        ),
        "work": "completed",
        "sign": "signed",
        "years": "2022–2025",
    },
]

GOALS = (
    (7, in_words(de="Bezahlbare und saubere Energie", en="Affordable and Clean Energy")),
    (11, in_words(de="Nachhaltige Städte und Gemeinden", en="Sustainable Cities and Communities")),
    (13, in_words(de="Maßnahmen zum Klimaschutz", en="Climate Action")),
)


class SampleForm(forms.Form):
    """One control of every kind."""

    title = forms.CharField(
        label=_("Title"), help_text=_("What the agreement is about, in one line."), max_length=80
    )
    mail = forms.EmailField(label=_("E-mail"), required=False)
    field = forms.ChoiceField(
        label=_("Field"), choices=[("", "–"), ("energy", _("Energy")), ("mobility", _("Mobility"))]
    )
    begins_on = forms.DateField(label=_("Begins on"), widget=DayInput, required=False)
    text = forms.CharField(label=_("Description"), widget=forms.Textarea, required=False)
    document = forms.FileField(label=_("File"), required=False, help_text=_("PDF, up to 10 MB."))
    kinds = forms.MultipleChoiceField(
        label=_("Who takes part"),
        widget=forms.CheckboxSelectMultiple(attrs={"columns": True}),
        choices=[
            ("city", _("City")),
            ("company", _("Company")),
            ("school", _("School")),
            ("group", _("Initiative")),
        ],
        required=False,
    )
    size = forms.ChoiceField(
        label=_("Size"),
        widget=forms.RadioSelect,
        choices=[("one", _("One party")), ("many", _("Several parties"))],
    )
    agreed = forms.BooleanField(label=_("I may speak for my organisation."))


class FilterForm(forms.Form):
    """Filters as a list has them."""

    search = forms.CharField(
        label=_("Search"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    field = SampleForm.base_fields["field"]


def timeline() -> list[SimpleNamespace]:
    """Steps of an invented deal."""
    return [
        SimpleNamespace(
            when="2022", what=in_words(de="Idee eingereicht", en="Idea submitted"), text="", state="past"
        ),
        SimpleNamespace(when="2024", what=in_words(de="Unterzeichnet", en="Signed"), text="", state="past"),
        SimpleNamespace(when="2026", what=in_words(de="In Umsetzung", en="Under way"), text="", state="now"),
        SimpleNamespace(when="2030", what=in_words(de="Ziel", en="Target"), text="", state="ahead"),
    ]


def line() -> charts.Chart | None:
    """Readings with their bounds, the way asked for, and its target."""
    values = (120.0, 180.0, 150.0, 260.0)
    readings = [
        charts.Spot(date(2023 + n, 12, 31), value, value - 20, value + 15) for n, value in enumerate(values)
    ]
    target = charts.Spot(date(2029, 12, 31), 500.0)
    return charts.chart(readings, [charts.Spot(date(2022, 12, 31), 100.0), target], [target])


def chart() -> Chart:
    """Emissions of an invented city."""
    known = {1990: 1910, 2010: 1602, 2015: 1488, 2019: 1371}
    final = [Entry(year, value, str(value)) for year, value in known.items()]
    later = [
        Entry(2023, 1203, "1203", "preliminary"),
        Entry(2030, 680, "680", "target"),
        Entry(2040, 0, "0", "target"),
    ]
    return columns([*final, *later])


def bars() -> list[SimpleNamespace]:
    """Deals by field, one of them not known."""
    return [
        SimpleNamespace(label=in_words(de="Energie", en="Energy"), share=1.0, text="21"),
        SimpleNamespace(label=in_words(de="Mobilität", en="Mobility"), share=0.62, text="13"),
        SimpleNamespace(label=in_words(de="Tourismus", en="Tourism"), share=0.09, text="2"),
        SimpleNamespace(label=in_words(de="Kultur", en="Culture"), share=None, text=_("not known")),
    ]


def way() -> list[SimpleNamespace]:
    """From the idea to the report."""
    return [
        SimpleNamespace(
            title=in_words(de="Idee einreichen", en="Submit an idea"),
            text=in_words(de="Ohne Konto, in zehn Minuten.", en="Without an account, in ten minutes."),
            is_done=True,
        ),
        SimpleNamespace(title=in_words(de="Verhandeln", en="Negotiate"), text="", is_done=False),
        SimpleNamespace(title=in_words(de="Unterzeichnen", en="Sign"), text="", is_done=False),
    ]


def maps() -> dict[str, Any]:
    """A map of Europe and one of an invented city."""
    cities = [
        Point(49.41, 8.69, "Heidelberg", "#maps", 3, is_named=True),
        Point(38.72, -9.14, "Lisboa", "#maps", 14),
        Point(61.49, 21.80, "Pori", "#maps", 2),
        Point(54.35, 18.65, "Gdańsk", "#maps", 5, is_named=True),
        Point(45.44, 28.05, "Galați", "#maps"),
        Point(35.17, 33.36, "Nicosia", "#maps", 4, is_named=True),
    ]
    corners = [(49.38, 8.60), (49.45, 8.62), (49.46, 8.74), (49.40, 8.78), (49.36, 8.70), (49.38, 8.60)]
    sheet = around(corners)
    places = [
        Point(49.41, 8.65, "A", "#maps"),
        Point(49.42, 8.70, "B", "#maps", 6),
        Point(49.39, 8.68, "C", "#maps"),
    ]
    shape = {"type": "Polygon", "coordinates": [[(longitude, latitude) for latitude, longitude in corners]]}
    return {
        "europe": EUROPE,
        "europe_points": drawn(cities, EUROPE),
        "city_sheet": sheet,
        "city_points": drawn(places, sheet),
        "city_names": drawn([Point(49.425, 8.64, "Nordstadt"), Point(49.385, 8.72, "Bergheim")], sheet),
        "city_outline": outline(shape, sheet),
    }


def exhibits() -> dict[str, Any]:
    """Everything the gallery's template shows."""
    wrong = SampleForm({"title": "", "mail": "not a mail", "kinds": ["nobody"]})
    wrong.is_valid()
    here = "/gallery/"
    views = [("list", _("List")), ("table", _("Table")), ("map", _("Map"))]
    return {
        "masthead": Masthead("Greenpact", "/", str(_("Gallery of components"))),
        "navigation": [Place(str(label), f"{here}#{name}", name == "states") for name, label in SECTIONS],
        "crumbs": [Place("Greenpact", "/"), Place(str(_("Gallery")), "")],
        "footer_links": [Place(str(label), here) for label in FOOTER],
        "sections": SECTIONS,
        "axes": STATES,
        "cards": CARDS,
        "goals": GOALS,
        "tones": ("info", "success", "warning", "danger"),
        "form": SampleForm(),
        "wrong_form": wrong,
        "filter_form": FilterForm(auto_id="filter_%s"),
        "views": [
            Place(str(label), f"{here}?view={name}", name == "list", icon=name) for name, label in views
        ],
        "tabs": [Place(str(_("Goals")), here, True, count=3), Place(str(_("History")), here, count=12)],
        "steps": timeline(),
        "chart": chart(),
        "line": line(),
        "rows": bars(),
        "way": way(),
        **maps(),
        "today": date(2026, 3, 3),
        "icons": sorted(drawing.stem for drawing in ICONS.glob("*.svg")),
        "colour": "c8102e",
    }


SECTIONS = (
    ("states", _("States")),
    ("parts", _("Parts")),
    ("cards", _("Cards")),
    ("forms", _("Forms")),
    ("lists", _("Lists")),
    ("figures", _("Figures")),
    ("maps", _("Maps")),
)
FOOTER = (_("Privacy"), _("Imprint"), _("Accessibility"), _("Open data"), _("Source code"), _("Licence"))
