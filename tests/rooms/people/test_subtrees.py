"""A duty reaches its own office and all below it, and nothing else, in any tree of offices."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lumbung.rooms.people import queries
from lumbung.rooms.people.models import Duty, Membership, Organisation, User
from lumbung.rooms.people.permissions import GRANTS, Permission
from lumbung.vocabulary.words import Text

# Each office names an earlier one as its parent, or none: a forest of any shape.
forests = st.lists(st.integers(min_value=-1, max_value=11), min_size=1, max_size=12).map(
    lambda parents: [None if p < 0 or i == 0 else p % i for i, p in enumerate(parents)]
)
duties = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(list(Duty))), max_size=3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=forests, held=duties, permission=st.sampled_from(list(Permission)))
def test_a_duty_reaches_exactly_its_office_and_those_below(db, parents, held, permission):
    Membership.objects.all().delete()
    Organisation.objects.update(parent=None)
    Organisation.objects.all().delete()
    queries.forget()
    offices: list[Organisation] = []
    for number, parent in enumerate(parents):
        above = None if parent is None else offices[parent]
        offices.append(Organisation.objects.create(code=f"o{number}", name=Text(f"O{number}"), parent=above))
    user, _ = User.objects.get_or_create(username="dina")
    held = {(number % len(offices), duty) for number, duty in held}
    for number, duty in held:
        Membership.objects.create(user=user, organisation=offices[number], duty=duty)

    def chain(number: int | None) -> list[int]:
        return [] if number is None else [number, *chain(parents[number])]

    granting = {number for number, duty in held if permission in GRANTS[duty]}
    expected = {number for number in range(len(offices)) if granting & set(chain(number))}
    allowed = {n for n, office in enumerate(offices) if queries.may(user, permission, on=office)}
    assert allowed == expected
    assert queries.reach(user, permission) == {offices[number].pk for number in expected}
    assert queries.may(user, permission) == bool(granting)
    for number in expected:
        by = queries.explain(user, permission, on=offices[number]).by
        assert by is not None
        assert offices.index(by.organisation) in granting
