"""Refusing uploads that are too large while they arrive, so that nothing fills memory or disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from greenpact.workspace.importing.bounds import MOST_BYTES


class BoundedUpload(FileUploadHandler):
    """Counts what a request brings in files; beyond the bound it reads on, but keeps nothing. Stands before others."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > MOST_BYTES:
            if self.request is not None:
                self.request.META[TOO_LARGE] = self.received
            raise SkipFile
        return raw_data

    def file_complete(self, _file_size: int) -> Any:
        return None


#: Where the request tells that files were left out.
TOO_LARGE = "greenpact.too_large"


def is_too_large(request: HttpRequest) -> bool:
    """Whether files of a request, which was read before this is asked, were left out because they were too large."""
    return TOO_LARGE in request.META
