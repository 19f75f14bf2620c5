"""Refusing uploads that are too large while they arrive, so that nothing fills memory or disk.

Every request may bring as much as the setting says; a view that takes more says so with `files_up_to`.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

#: Where the request tells that files were left out.
TOO_LARGE = "greenpact.too_large"


def files_up_to(most_bytes: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let the files of a request to a view be so large together; stands outermost, since the found view is asked."""

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.most_upload_bytes = most_bytes  # type: ignore[attr-defined]  # read by the handler below
        return view

    return mark


class BoundedUpload(FileUploadHandler):
    """Counts what a request brings in files; beyond the bound it reads on, but keeps nothing. Stands before others."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > _bound(self.request):
            if self.request is not None:
                self.request.META[TOO_LARGE] = self.received
            raise SkipFile
        return raw_data

    def file_complete(self, _file_size: int) -> Any:
        return None


def is_too_large(request: HttpRequest) -> bool:
    """Whether files of a request, which was read before this is asked, were left out because they were too large."""
    return TOO_LARGE in request.META


def _bound(request: HttpRequest | None) -> int:
    match = request.resolver_match if request is not None else None
    return int(getattr(match.func if match else None, "most_upload_bytes", settings.MOST_UPLOAD_BYTES))
