"""The first look at what is sent: a request far over every limit is turned away before it fills the disk."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 260_000_000
"""A little above what any room takes, so that the room itself can say by how much a file is too large."""


class BoundedUploadHandler(FileUploadHandler):
    """Stands before Django's own handlers and reads nothing itself."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002  # Django's signature
        META: dict[str, str],  # noqa: N803, ARG002
        content_length: int,
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Refuse by the announced length; a body that lies about it is cut off by the server."""
        if content_length > MOST_BYTES:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  # Django's signature
        """Hand every piece on to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:  # Django's signature
        """The next handler makes the file."""
