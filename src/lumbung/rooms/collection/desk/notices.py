"""Notices: how often mail comes to a person, what was told them, and for the steward what went astray."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lumbung.kit.said import t
from lumbung.kit.workplace import StaffRequest, for_staff, page
from lumbung.rooms.collection import actions, queries
from lumbung.rooms.collection.queries import Often, Post
from lumbung.vocabulary.words import Text

SHOWN = 12
TROUBLES_OF = dt.timedelta(days=30)

POST_WORDS = {
    Post.WAITING: Text("menunggu dikirim", "waiting to be sent"),
    Post.SENDING: Text("sedang dikirim", "being sent"),
    Post.SENT: Text("terkirim", "sent"),
    Post.KEPT: Text("disimpan sebagai berkas", "kept as a file"),
    Post.FAILED: Text("tidak terkirim", "not sent"),
    Post.UNCERTAIN: Text("tidak pasti terkirim", "perhaps sent"),
}


class OftenForm(forms.Form):
    """How often mail comes."""

    often = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django's form takes them
        often = self.fields["often"]
        assert isinstance(often, forms.ChoiceField)
        often.label = t("Kirim surel kepada saya", "Send mail to me")
        often.choices = [(one.value, t(one.title)) for one in Often]


@for_staff
def notices(request: StaffRequest) -> HttpResponse:
    """The choice of a person, the rules of the city, and the last letters."""
    chosen = queries.mail_choice(request.user)
    form = OftenForm(request.POST or None, initial={"often": chosen.value})
    if request.method == "POST" and form.is_valid():
        actions.choose_mail(often=Often(form.cleaned_data["often"]), actor=request.user)
        messages.success(request, t("Pilihan Anda disimpan.", "Your choice is kept."))
        return redirect("collection:notices")
    context = {
        "form": form,
        "chosen": chosen,
        "rules": queries.current_policy(),
        "letters": queries.letters_to(request.user)[:SHOWN],
        "troubles": queries.mail_troubles(request.user, timezone.now() - TROUBLES_OF)[:50],
        "unheard": queries.unheard(request.user),
        "post_words": lambda state: t(POST_WORDS[Post(state)]),
    }
    return page(request, "collection/notices.jinja", context, status=422 if form.errors else 200)
