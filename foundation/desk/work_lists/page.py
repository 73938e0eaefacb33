"""The base of pages of a work list: tabs, chips, and a list that is never lost."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest, HttpResponse

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.work_lists.chips import chips_of
from foundation.desk.work_lists.place import KEYS_ONLY, Place
from foundation.desk.work_lists.saved_views import shown_views
from foundation.desk.work_lists.tabs import Tab, shown_tabs


class WorkListAdmin(ChangeLoggedAdmin):
    """Mixed into the admin of rows that wait for officers.

    `tabs` are the views of the list, the first one is how it opens. `row_noun` is what a row is
    called in buttons: «Chuyển, mở hồ sơ tiếp».
    """

    tabs: Sequence[Tab] = ()
    row_noun: ClassVar[str] = "mục"
    list_fullwidth = True
    list_before_template = "admin/desk/work_list_head.html"
    change_form_template = "admin/desk/work_row.html"

    def get_tabs(self, _request: HttpRequest) -> Sequence[Tab]:
        """Return the tabs that this officer has a use for."""
        return self.tabs

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Count and fetch nothing where only the order of the rows is asked for."""
        usual: type[ChangeList] = super().get_changelist(request, **kwargs)
        return _KeysOnly if getattr(request, KEYS_ONLY, False) else usual

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show tabs, own views and active filters above the rows."""
        page: HttpResponse = super().changelist_view(request, extra_context)
        shown = (getattr(page, "context_data", None) or {}).get("cl")
        if shown is not None:
            page.context_data["head"] = list_head(self, request, shown)  # type: ignore[attr-defined]  # a page with a list is a TemplateResponse
        return page

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        obj: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """Show where the row stands in the list, and let every button keep the list."""
        if obj is not None:
            place = Place.of(self, request, obj.pk)
            shown = [_kept(offer, place.kept) for offer in context.get("actions_detail") or ()]
            context = {**context, "place": place, "actions_detail": shown}
        page: HttpResponse = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        return page


def list_head(page: WorkListAdmin, request: HttpRequest, shown: ChangeList) -> dict[str, Any]:
    """Return what stands above a list: tabs, the officer's own views, active filters."""
    tabs, views = shown_tabs(page, request), shown_views(page.opts.label_lower, request)
    here = f"?{request.GET.urlencode()}"
    known = here in {tab.address for tab in tabs} | {view.address for view in views}
    return {
        "tabs": tabs,
        "views": views,
        "chips": chips_of(shown),
        "may_save": bool(shown.filter_params) and not known,
        "everything": shown.clear_all_filters_qs,
        "page": page.opts.label_lower,
    }


class _KeysOnly(ChangeList):
    """The rows of a list, which nobody looks at."""

    def get_results(self, _request: HttpRequest) -> None:
        """Leave the rows in the database."""


def _kept(offer: dict[str, Any], kept: str) -> dict[str, Any]:
    """Return a button, or a menu of them, whose address names the list."""
    if "items" in offer:
        return {**offer, "items": [_kept(item, kept) for item in offer["items"]]}
    return {**offer, "path": f"{offer['path']}{kept}"}
