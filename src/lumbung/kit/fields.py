"""Model fields that the rooms share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from lumbung.vocabulary.words import Text, text_of

if TYPE_CHECKING:
    _Json = models.JSONField[Text | str, Text]
else:  # the field takes its types in the stubs only
    _Json = models.JSONField


class WordsField(_Json):
    """A text in both languages, kept as ``{"id": …, "en": …}`` and given back as a ``Text``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", _no_words)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Text:
        """The stored form as a ``Text``."""
        return text_of(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Text:
        """Whatever was assigned as a ``Text``."""
        return text_of(value)

    def get_prep_value(self, value: Any) -> Any:
        """The form in which a text is stored."""
        return super().get_prep_value(text_of(value).as_dict())


def _no_words() -> Text:
    return Text("")
