"""What quality asks of a person: contradictions to decide or second, statements to publish or reread."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from lumbung.kit.workplace import Errand
from lumbung.rooms.quality import queries as quality
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.words import Text


def quality_errands(person: AbstractBaseUser) -> Iterator[Errand]:
    """One errand for each concept, however many of its figures differ."""
    for pending in quality.waiting_for(person):
        widest = both_numbers(100 * pending.largest, decimals=1)
        count = both_numbers(pending.count)
        yield Errand(
            group=Text("Putuskan satu angka", "Decide on one number"),
            title=pending.title,
            words=Text(
                f"{count.id} angka bertentangan, beda terbesar {widest.id} %",
                f"{count.en} figures contradict, {widest.en}% apart at most",
            ),
            address=f"{reverse('quality:contradictions')}?keadaan=open&konsep={pending.concept}",
            act=Text("Bandingkan", "Compare"),
            tone="grain",
        )
    for row, decision in quality.to_second(person):
        yield Errand(
            group=Text("Setujui keputusan", "Confirm a decision"),
            title=quality.concept_title(row.concept),
            words=Text(f"diusulkan {decision.duty.id}", f"proposed by the {decision.duty.said('en')}"),
            address=reverse("quality:contradiction", args=(row.pk,)),
            act=Text("Periksa", "Check"),
        )
    for statement in quality.to_publish(person):
        yield Errand(
            group=Text("Terbitkan pernyataan mutu", "Publish a quality statement"),
            title=statement.dataset.title,
            words=Text("kelima sisinya sudah ditulis", "all five sides are written"),
            address=reverse("quality:statement", args=(statement.dataset.code,)),
            act=Text("Baca", "Read"),
        )
    for statement in quality.stale_statements(person):
        yield Errand(
            group=Text("Baca lagi pernyataan mutu", "Read a quality statement again"),
            title=statement.dataset.title,
            words=Text("faktanya berubah sejak terbit", "its facts have moved since it was published"),
            address=reverse("quality:statement", args=(statement.dataset.code,)),
            act=Text("Baca", "Read"),
        )
