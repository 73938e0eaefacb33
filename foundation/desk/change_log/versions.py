"""Which state of a row a form was opened with: nobody overwrites what another saved meanwhile."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import ModelForm, _get_foreign_key
from django.utils import timezone
from django.utils.crypto import salted_hmac

from foundation.desk.change_log.values import state_of
from foundation.desk.models import ChangeEntry
from foundation.records.wording import show_moment

FIELD = "row_version"  # hidden in every form and dialog of a row, by templates of this room
_SALT = "foundation.desk.change_log.versions"


def version_of(row: Model, inlines: Iterable[Any] = (), without: Collection[str] = ()) -> str:
    """Return a mark that differs after any change of `row` or its `inlines`.

    It tells nothing of their values, of which some are encrypted at rest.
    """
    state = sorted((name, value) for name, value in state_of(row).items() if name not in without)
    below = [_rows_below(row, inline) for inline in inlines]
    return salted_hmac(_SALT, repr([row.pk, state, below])).hexdigest()[:32]


def _rows_below(row: Model, inline: Any) -> list[tuple[Any, ...]]:
    key = _get_foreign_key(type(row), inline.model, fk_name=inline.fk_name)
    rows: QuerySet[Any] = QuerySet(inline.model).filter(**{key.name: row}).order_by("pk")
    return list(rows.values_list())


def checked(form: type[ModelForm], row: Model, version: str) -> type[ModelForm]:  # type: ignore[type-arg]  # not generic at run time
    """Return `form`, which refuses what was typed into a page of another `version` of `row`.

    What names no version is taken: pages that were open while the service was upgraded.
    """

    class Checked(form):  # type: ignore[misc, valid-type]  # the class is known at run time only
        def clean(self) -> Any:
            cleaned = super().clean()
            if self.data.get(FIELD, version) != version:
                self.add_error(None, ValidationError(say_overtaken(row), code="overtaken"))
            return cleaned

    Checked.base_fields = form.base_fields
    return Checked


def say_overtaken(row: Model) -> str:
    """Return in Vietnamese that `row` was changed meanwhile, by whom if an officer saved it."""
    entry = (
        ChangeEntry.objects.filter(model=row._meta.label_lower, key=str(row.pk))
        .select_related("officer")
        .order_by("-at", "-pk")
        .first()
    )
    who = ""
    if entry is not None and entry.officer is not None:
        name = entry.officer.get_full_name() or entry.officer.get_username()
        who = f" (lần lưu gần nhất: {name}, {show_moment(timezone.localtime(entry.at))})"
    return (
        f"Nội dung đã được người khác sửa sau khi đồng chí mở trang{who}. Hãy chép phần vừa gõ, mở "
        "lại trang rồi sửa tiếp."
    )
