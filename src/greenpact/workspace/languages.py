"""In which languages the texts of a city are written."""

from django.conf import settings

from greenpact.cities.models import City
from greenpact.ui.wording import Texts


def languages_of(city: City, *texts: Texts) -> list[str]:
    """The languages of a city (those of the interface when it names none), then those already used in `texts`."""
    own = city.languages or [code for code, _name in settings.LANGUAGES]
    return list(dict.fromkeys([*own, *(code for text in texts for code in text)]))
