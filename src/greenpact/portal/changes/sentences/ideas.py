"""What the public reads when something happens to ideas; the rules of `happenings.SENTENCES` hold."""

from django.utils.functional import Promise

Words = str | Promise

#: What a kind of subject is called, and its drawing.
KINDS: dict[str, tuple[Words, str]] = {}

#: By verb.
SENTENCES: dict[str, Words] = {}
