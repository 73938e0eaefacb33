"""Views of work lists that officers save for themselves: each sees only their own."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib.admin.views.main import SEARCH_VAR
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, QueryDict

from foundation.desk.models import SavedView
from foundation.desk.work_lists.tabs import filters_of

ORDER = "o"


@dataclass(frozen=True)
class ShownView:
    """An own view above its list."""

    key: int
    name: str
    address: str
    active: bool


def shown_views(label: str, request: HttpRequest) -> list[ShownView]:
    """Return the officer's own views of the list of a model, "app.model"."""
    rows = SavedView.objects.filter(officer=request.user.pk, page=label)
    here = _rows_of(request.GET)
    return [
        ShownView(row.pk, row.name, f"?{row.query}", _rows_of(QueryDict(row.query)) == here)
        for row in rows
    ]


def _rows_of(address: QueryDict) -> tuple[object, ...]:
    """Return what decides which rows a list has, in which order, whatever page of it is shown."""
    return filters_of(address), address.get(ORDER, ""), address.get(SEARCH_VAR, "")


@transaction.atomic
def save_view(page: Any, request: HttpRequest, name: str, query: str) -> SavedView:
    """Keep the filters of `query` under a name, for the list of `page`, a ModelAdmin.

    Raises ValidationError for what cannot be kept. The officer's account is locked, so
    that two windows do not pass the limit together.
    """
    officer: User = User.objects.select_for_update().get(pk=cast("User", request.user).pk)
    view = SavedView(
        officer=officer,
        page=page.opts.label_lower,
        name=" ".join(name.split()),
        query=filters_only(page, request, query),
    )
    if not view.query:
        raise ValidationError("Hãy chọn bộ lọc trước khi lưu; lời tìm kiếm không được lưu.")
    if SavedView.objects.filter(officer=officer, page=view.page).count() >= SavedView.MOST:
        raise ValidationError(f"Mỗi danh sách lưu được tối đa {SavedView.MOST} chế độ xem.")
    view.full_clean()
    view.save()
    return view


def filters_only(page: Any, request: HttpRequest, query: str) -> str:
    """Return filters and order of `query`, without search words: they may name a citizen."""
    given = QueryDict(query[: 2 * SavedView.MAX_QUERY])
    kept = QueryDict(mutable=True)
    for name, values in given.lists():
        if name == ORDER or _is_filter(page, request, name):
            kept.setlist(name, values)
    return kept.urlencode()


def _is_filter(page: Any, request: HttpRequest, name: str) -> bool:
    filters: Any = page.get_list_filter(request)
    own = {getattr(one, "parameter_name", None) for one in filters}
    columns = {one[0] if isinstance(one, list | tuple) else one for one in filters}
    return name in own or name.partition("__")[0] in {*columns, *page.linked_by}


def forget_view(request: HttpRequest, key: str) -> SavedView | None:
    """Delete an own view and return it, None if the officer has none with this key."""
    if not (key.isdecimal() and len(key) < 18):  # noqa: PLR2004  # digits of a 64-bit number
        return None
    view = SavedView.objects.filter(officer=request.user.pk, pk=int(key)).first()
    if view is not None:
        SavedView.objects.filter(pk=view.pk).delete()
    return view


def forget_views_of_closed_account(instance: User, **_signal: object) -> None:
    """Delete the views of an account that has just been closed; for the signal `post_save`."""
    if not instance.is_active:
        SavedView.objects.filter(officer=instance).delete()
