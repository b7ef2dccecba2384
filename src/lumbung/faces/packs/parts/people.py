"""The offices and people of a pack."""

from __future__ import annotations

from lumbung.faces.packs.faults import invalid
from lumbung.faces.packs.folder import Pack
from lumbung.rooms.journal import queries as journal_lines
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as people_found
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.words import Text


def load_organisations(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Offices, each under an office that is there."""
    if not pack.organisations:
        return Changes()
    wanted = {"code", "name", "kind", "short", "parent", "area", "email"}
    known = {office.code for office in pack.organisations}
    known |= set(people_found.organisations().values_list("code", flat=True))
    for office in pack.organisations:
        if office.parent and office.parent not in known:
            raise invalid(
                pack.head.code,
                pack.folder / "organisations.yaml",
                Text(
                    f"{office.code}: induk “{office.parent}” tidak ada",
                    f"{office.code}: no parent “{office.parent}”",
                ),
            )
    return people.load_organisations(
        (row.model_dump(include=wanted) for row in pack.organisations), actor=actor
    )


def load_people(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Accounts without a password, with the duties that they never had before.

    A duty that somebody took away stays taken away: who holds which is the city's business
    after the first load.
    """
    changes = Changes()
    accounts = {user.username: user for user in people_found.accounts()}
    offices = {office.code: office for office in people_found.organisations()}
    given = {
        (entry.subject, entry.facts.get("duty"), entry.facts.get("organisation"))
        for entry in journal_lines.entries(verb="people.duty-given")
    }
    for person in pack.people:
        new = person.username not in accounts
        user = accounts.get(person.username) or people.register(
            username=person.username, name=person.name, email=person.email, actor=actor
        )
        fresh = [m for m in person.memberships if (user.username, m.duty, m.organisation) not in given]
        for membership in fresh:
            office = offices.get(membership.organisation)
            if office is None:
                raise invalid(
                    pack.head.code,
                    pack.folder / "people.yaml",
                    Text(
                        f"{person.username}: organisasi “{membership.organisation}” tidak ada",
                        f"{person.username}: no organisation “{membership.organisation}”",
                    ),
                )
            people.give_duty(
                user=user, duty=people_found.Duty(membership.duty), organisation=office, actor=actor
            )
        if new:
            changes += Changes(added=(person.username,))
        else:
            changes += Changes(changed=(person.username,)) if fresh else Changes(unchanged=1)
    return changes
