"""Delete the sessions of a disabled account: enabled again, it needs a new sign-in."""

from collections.abc import Iterable

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models.signals import post_save


def end_sessions(accounts: Iterable[User]) -> None:
    """Delete the sessions of these accounts.

    All sessions are read, as many as signed-in officers.
    """
    keys = {str(account.pk) for account in accounts}
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) in keys
    ]
    Session.objects.filter(pk__in=theirs).delete()


def _end_of_closed(instance: User, **_signal: object) -> None:
    if not instance.is_active:
        end_sessions([instance])


def register() -> None:
    """Delete the sessions of every account that is saved as disabled; for AppConfig.ready."""
    post_save.connect(_end_of_closed, sender=User, dispatch_uid="officers.sessions")
