"""Officers who work with a row of an office: they may see it and hold a permission."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from foundation.desk.remembering import remembered
from offices.models import Officer
from offices.tree import with_above

MOST = 100
_PERMISSIONS = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Post:
    """An officer's account, and the name and office of the post."""

    user: int
    name: str
    office: str


def colleagues(permission: str, offices: Iterable[str] | None = None) -> list[Post]:
    """Return today's posts of active accounts with `permission` in these offices, by name.

    None means every office. Superusers are left out: they are not officers. An account with several
    posts occurs once. Costs one query, once a page.
    """
    below = None if offices is None else frozenset(offices)
    return [*remembered(("colleagues", permission, below), lambda: _read(permission, below))]


def _read(permission: str, offices: frozenset[str] | None) -> list[Post]:
    accounts = User.objects.with_perm(permission, backend=_PERMISSIONS, include_superusers=False)
    posts = Officer.objects.in_force(timezone.localdate()).filter(
        user__in=accounts.filter(is_staff=True, is_active=True)
    )
    if offices is not None:
        posts = posts.filter(office__among=offices)
    rows = posts.select_related("office").order_by("public_name", "pk")[:MOST]
    found: dict[int, Post] = {}
    for post in rows:
        found.setdefault(post.user_id, Post(post.user_id, post.public_name, post.office.name))
    return list(found.values())


def colleagues_who_see(permission: str, office: str) -> list[Post]:
    """Return those with a post in the office or above it. Costs two queries."""
    return colleagues(permission, with_above(office))


def in_each(lists: Iterable[Iterable[Post]]) -> list[Post]:
    """Return the posts of accounts that occur in every list, in the order of the first."""
    found = [{one.user: one for one in posts} for posts in lists]
    if not found:
        return []
    common = set.intersection(*map(set, found))
    return [post for key, post in found[0].items() if key in common]
