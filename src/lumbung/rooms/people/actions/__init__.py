"""What is done with people: offices and accounts set up, duties given and taken, keys issued."""

from lumbung.rooms.people.actions.accounts import (
    UserNameTaken,
    WeakPassword,
    give_duty,
    operator,
    register,
    set_password,
    take_duty,
)
from lumbung.rooms.people.actions.organisations import OrganisationsInACircle, load_organisations
from lumbung.rooms.people.actions.require import Forbidden, require
from lumbung.rooms.people.actions.tokens import issue_token, revoke_token
from lumbung.rooms.people.permissions import Permission

__all__ = [
    "Forbidden", "OrganisationsInACircle", "Permission", "UserNameTaken", "WeakPassword", "give_duty",
    "issue_token", "load_organisations", "operator", "register", "require", "revoke_token", "set_password",
    "take_duty",
]  # fmt: skip
