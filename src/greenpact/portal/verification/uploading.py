"""Taking a file in memory alone: what somebody has verified is never written to a disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

MOST_BYTES = 25_000_000


class InMemory(FileUploadHandler):
    """Gathers one file up to a bound; a larger one is read on, but not kept, and comes out empty."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.gathered = BytesIO()
        self.is_too_large = False
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> None:
        self.is_too_large = self.is_too_large or self.gathered.tell() + len(raw_data) > MOST_BYTES
        if self.is_too_large:
            self.gathered = BytesIO()
        else:
            self.gathered.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.gathered.seek(0)
        return InMemoryUploadedFile(
            file=self.gathered,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=self.gathered.getbuffer().nbytes,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
