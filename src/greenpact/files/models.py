"""A file with its name, kind and fingerprint; its bytes lie in a row of their own, so that lists stay light."""

from django.db import models

from greenpact.accounts.refs import new_ref


def long_ref() -> str:
    return new_ref(16)


class File(models.Model):
    """Something that was sent or made. Never altered; whoever owns it decides who may read it."""

    ref = models.SlugField(max_length=16, unique=True, default=long_ref, editable=False)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Content(models.Model):
    """The bytes of a file."""

    file = models.OneToOneField(File, models.CASCADE, primary_key=True, related_name="content")
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)
