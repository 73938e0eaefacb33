"""An officer who takes each role in turn, and is asked only where the role can make a difference.

What a request does depends on the rows, which are the same for every role, and on the rights that
it asks for. These are noted. A role that has and lacks the same of them would be led the same way,
so it gets the outcome that is known. What reads the officer's groups is asked for each role.
"""

import os
import re
from collections import defaultdict
from contextlib import contextmanager
from copy import deepcopy

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission, User
from django.db import connection, transaction
from django.test import Client

from offices.models import Officer as Post
from tests import memory
from tests.police_portal.rights import ROLES

EVERYTHING = bool(os.environ.get("TEST_EVERYTHING"))
_MEMBERS = User.groups.through.objects
_TABLE = _MEMBERS.model._meta.db_table
_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)"?')
_POINT = re.compile(r"\s*(SAVEPOINT|ROLLBACK TO SAVEPOINT) (\S+)")


class Officer:
    """One account in one office, or in none."""

    def __init__(self, name, office=None):
        self.user = User.objects.create_user(name, is_staff=True, email=f"{name}@example.vn")
        if office:
            Post.objects.create(office=office, user=self.user, public_name="Đại úy Trần Thị Bình")
        self.browser = Client(raise_request_exception=False)
        self.browser.force_login(self.user)
        self.rights = {role: _rights_of(name) for role, name in ROLES.items()}
        self.groups = {group.name: group for group in Group.objects.all()}
        self.role, self.written = "", []
        self._known = defaultdict(list)

    def as_each_role(self):
        """Yield each role, taken."""
        for self.role in ROLES:
            yield self.role

    def once(self, what, ask):
        """Return what `ask` returns, or what it did for a role that it cannot tell from this one.

        All that it does is undone, to the browser too: a new password gives it another session.
        Meanwhile `written` has the tables that were written to.
        """
        for noted, found in () if EVERYTHING else self._known[what]:
            if all(self._answer(question) == answer for question, answer in noted.items()):
                return found
        memory.forget()
        kept = deepcopy(self.browser.cookies)
        with undone() as self.written, self._noted() as noted:
            found = ask()
        self.browser.cookies = kept
        self._known[what].append((noted, found))
        return found

    def _answer(self, question):
        held = self.rights[self.role]
        match question:
            case "right", name:
                return name in held
            case "room", name:
                return any(right.startswith(f"{name}.") for right in held)
            case "all", _:
                return held
        return self.role

    def _join_group(self):
        _MEMBERS.create(user=self.user, group=self.groups[ROLES[self.role]])
        self.written.remove(_TABLE)

    @contextmanager
    def _noted(self):
        """Answer questions for rights by the role, and note them."""
        noted = {}

        def note(kind, name=""):
            noted[kind, name] = self._answer((kind, name))
            return noted[kind, name]

        def by(kind, plain):
            def answer(backend, user, name="", obj=None):
                if user.pk == self.user.pk and obj is None:
                    return note(kind, name)
                return plain(backend, user, *filter(None, (name, obj)))

            return answer

        def look(execute, sql, params, many, context):
            if _TABLE in sql and ("role", "") not in noted:
                note("role")
                self._join_group()
            return execute(sql, params, many, context)

        asked = {"has_perm": "right", "has_module_perms": "room"}
        asked |= dict.fromkeys(("get_all_permissions", "get_group_permissions"), "all")
        with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(look):
            for method, kind in asked.items():
                patch.setattr(ModelBackend, method, by(kind, getattr(ModelBackend, method)))
            yield noted


def _rights_of(name):
    held = Permission.objects.filter(group__name=name)
    return frozenset(
        f"{app}.{code}" for app, code in held.values_list("content_type__app_label", "codename")
    )


@contextmanager
def undone():
    """Undo what is written meanwhile. Yield the tables that are written to, as that happens.

    What the code itself takes back, up to a savepoint, was not written.
    """
    written, points = [], {}

    def note(execute, sql, params, many, context):
        if point := _POINT.match(sql):
            if point[1] == "SAVEPOINT":
                points[point[2]] = len(written)
            else:
                del written[points.get(point[2], 0) :]
        elif write := _WRITE.match(sql):
            written.append(write[1])
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(note):
            yield written
        transaction.set_rollback(True)
