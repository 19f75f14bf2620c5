"""What members of a city read when something happens to signatures."""

from django.utils.functional import Promise

Words = str | Promise

#: What a kind of subject is called.
KIND_NAMES: dict[str, Words] = {}

#: The last part of a verb, in words.
VERBS: dict[str, Words] = {}
