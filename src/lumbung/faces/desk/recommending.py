"""The errands of recommendations and waivers: what BPS is to be told, and what will soon ask for metadata."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone

from lumbung.kit.workplace import Errand
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.metadata.queries import Recommendation, RecommendationState
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Permission
from lumbung.vocabulary.words import Text

SOON = dt.timedelta(days=30)
RECOMMENDATION = Text("Rekomendasi BPS", "BPS recommendation")
WAIVER = Text("Metadata yang dikecualikan", "Waived metadata")
NEXT = {
    RecommendationState.DRAFT: (Text("belum dikirim", "not sent yet"), Text("Kirim", "Send"), ""),
    RecommendationState.RETURNED: (
        Text("dikembalikan BPS", "returned by BPS"),
        Text("Perbaiki", "Mend"),
        "brick",
    ),
    RecommendationState.RECOMMENDED: (
        Text("hasilnya belum diserahkan", "its results are not handed over"),
        Text("Serahkan", "Hand over"),
        "",
    ),
}


def recommendation_errands(person: AbstractBaseUser) -> Iterator[Errand]:
    """Notifications whose next step is not with BPS, and those that BPS has had too long."""
    for one in metadata.recommendations_to_mend(person):
        waiting = metadata.waiting_for_answer(one)
        if waiting is not None and waiting.late:
            yield _errand(one, waiting.words, Text("Tanyakan", "Ask"), "brick")
        elif one.station in NEXT:
            yield _errand(one, *NEXT[one.station])


def waiver_errands(person: AbstractBaseUser) -> Iterator[Errand]:
    """Waivers that end soon or have ended while the metadata is still missing."""
    reach = people.reach(person, Permission.DEFINE)
    if not reach:
        return
    soon = metadata.waivers(person).filter(
        until__lte=timezone.localdate() + SOON, dataset__producer__in=reach
    )
    for one in soon:
        ended = one.until < timezone.localdate()
        day = one.until.isoformat()
        yield Errand(
            group=WAIVER,
            title=one.dataset.title,
            words=Text(f"berakhir {day}", f"ended {day}") if ended else Text(f"sampai {day}", f"until {day}"),
            address=reverse("metadata:waive", args=(one.dataset.code,)),
            act=Text("Lihat", "See"),
            tone="brick" if ended else "grain",
            due=one.until,
        )


def _errand(one: Recommendation, words: Text, act: Text, tone: str) -> Errand:
    return Errand(
        group=RECOMMENDATION,
        title=Text(one.activity.title or one.activity.code),
        words=words,
        address=reverse("metadata:recommendation", args=(one.pk,)),
        act=act,
        tone=tone,
    )
