"""Foreign keys as every room writes them: named, explained, and kept from being deleted under.

Django wants five keywords for that, of which the first argument is the only one without a name.
"""

from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from django.conf import settings
from django.db import models
from django.db.models.expressions import Combinable

if TYPE_CHECKING:
    from django.contrib.auth.models import User

M = TypeVar("M", bound=models.Model)


@overload
def foreign_key(
    to: type[M], name: str, help_text: str, *, null: Literal[True], **options: Any
) -> "models.ForeignKey[M | Combinable | None, M | None]": ...


@overload
def foreign_key(
    to: type[M], name: str, help_text: str, **options: Any
) -> "models.ForeignKey[M | Combinable, M]": ...


@overload
def foreign_key(
    to: str, name: str, help_text: str, **options: Any
) -> "models.ForeignKey[Any, Any]": ...


def foreign_key(to: Any, name: str, help_text: str, **options: Any) -> Any:
    """Return a reference to a row that can't be deleted while this one refers to it.

    Without a `related_name` nobody looks from there to here; with `null` it may be left out.
    `options` are those of Django's field, and go before all of that.
    """
    usual = {"on_delete": models.PROTECT, "related_name": "+", "blank": options.get("null", False)}
    return models.ForeignKey(
        to, **{"verbose_name": name, "help_text": help_text, **usual, **options}
    )


@overload
def user_key(
    name: str, help_text: str, *, null: Literal[True], **options: Any
) -> "models.ForeignKey[User | Combinable | None, User | None]": ...


@overload
def user_key(
    name: str, help_text: str, **options: Any
) -> "models.ForeignKey[User | Combinable, User]": ...


def user_key(name: str, help_text: str, **options: Any) -> Any:
    """Return such a reference to an officer's account."""
    return foreign_key(settings.AUTH_USER_MODEL, name, help_text, **options)
