"""The access of an account: its rights and offices, and what a change added."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils.text import capfirst

from foundation.desk.permission_choices import permission_in_words

FLAGS = ("is_active", "is_staff", "is_superuser")


@dataclass(frozen=True)
class Post:
    """An office where the holder's rights reach, from day to day, both included."""

    office: str
    first: date
    last: date

    def covers(self, other: "Post") -> bool:
        """Return True if this post includes the other one."""
        return self.office == other.office and self.first <= other.first and other.last <= self.last


@dataclass(frozen=True)
class Access:
    """The rights of an account by key, and its posts, each with its Vietnamese name."""

    rights: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[Post, str] = field(default_factory=dict)


def access_of(user_id: int | None) -> Access:
    """Return the access of the account, read from the database; empty for a new account."""
    user = User.objects.filter(pk=user_id).first() if user_id else None
    return Access(dict(_rights(user)), dict(_posts(user))) if user else Access()


def _rights(user: User) -> Iterator[tuple[str, str]]:
    for name in FLAGS:
        if getattr(user, name):
            flag: Any = User._meta.get_field(name)
            yield name, f"«{capfirst(str(flag.verbose_name))}»"
    for group in user.groups.order_by("name"):
        yield f"group {group.pk}", f"vai trò «{group.name}»"
    for permission in user.user_permissions.select_related("content_type"):
        yield f"permission {permission.pk}", f"quyền riêng «{permission_in_words(permission)}»"


def _posts(user: User) -> Iterator[tuple[Post, str]]:
    for post in user.posts.select_related("office").order_by("pk"):
        span = Post(post.office_id, post.valid_from or date.min, post.valid_to or date.max)
        yield span, f"nơi công tác «{post.office.name}»"


def widened(before: Access, after: Access) -> list[str]:
    """Return in Vietnamese the access of `after` that `before` did not have."""
    rights = [name for key, name in after.rights.items() if key not in before.rights]
    posts = [
        name
        for post, name in after.posts.items()
        if not any(former.covers(post) for former in before.posts)
    ]
    return [*rights, *posts]
