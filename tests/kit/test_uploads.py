"""What is far too large is turned away before it fills the disk."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.test import RequestFactory

from lumbung.kit.uploads import MOST_BYTES, BoundedUploadHandler


def asked(length: int | None = None):
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.csv", b"1,2\n3,4\n")})
    if length is not None:
        request.META["CONTENT_LENGTH"] = str(length)
    request.upload_handlers = [BoundedUploadHandler(request), MemoryFileUploadHandler(request)]
    return request


def test_an_ordinary_file_passes_untouched():
    assert asked().FILES["file"].read() == b"1,2\n3,4\n"


def test_a_request_over_every_limit_is_refused_unread():
    request = asked(MOST_BYTES + 1)
    request._stream = unread = io.BytesIO(b"never read")
    with pytest.raises(RequestDataTooBig):
        _ = request.FILES
    assert unread.tell() == 0
