"""Rights of new accounts, each kind written at once: `set` and `add` take five statements."""

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet


def put_into(user: User, groups: QuerySet[Group]) -> None:
    """Put an account that is in none of these groups into them."""
    through = User.groups.through
    keys = groups.values_list("pk", flat=True)
    through.objects.bulk_create(through(user_id=user.pk, group_id=key) for key in keys)


def grant(user: User, permissions: QuerySet[Permission]) -> None:
    """Give an account permissions that it does not have."""
    through = User.user_permissions.through
    keys = [permission.pk for permission in permissions]
    through.objects.bulk_create(through(user_id=user.pk, permission_id=key) for key in keys)


def named(*names: str) -> QuerySet[Permission]:
    """Return permissions by `app.codename`."""
    wanted = Q()
    for name in set(names):
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = Permission.objects.filter(wanted)
    assert len(found) == len(set(names)), names
    return found
