"""The addresses at which officers keep and drop views of their lists."""

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.exceptions import NotRegistered
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.desk.work_lists import WorkListAdmin, saved_views


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters of a list under a name, and lead back to the list."""
    page = _work_list(request.POST.get("page", ""), request)
    query = request.POST.get("query", "")
    try:
        view = saved_views.save_view(page, request, request.POST.get("name", ""), query)
    except ValidationError as error:
        for refusal in error.messages:
            messages.error(request, refusal)
        query = saved_views.filters_only(page, request, query)
    else:
        query = view.query
        messages.success(request, f"Đã lưu chế độ xem «{view.name}».")
    return HttpResponseRedirect(f"{_list_of(page.opts.label_lower)}?{query}")


@require_POST
def forget_view(request: HttpRequest) -> HttpResponse:
    """Drop an own view, and lead back to its list."""
    view = saved_views.forget_view(request, request.POST.get("view", ""))
    if view is None:
        raise Http404
    messages.success(request, f"Đã bỏ chế độ xem «{view.name}».")
    try:
        _work_list(view.page, request)
    except PermissionDenied:
        return HttpResponseRedirect(reverse("admin:index"))
    return HttpResponseRedirect(_list_of(view.page))


def _work_list(label: str, request: HttpRequest) -> WorkListAdmin:
    """Return the page of a work list. Raises PermissionDenied if the officer may not open it."""
    try:
        page = admin.site.get_model_admin(apps.get_model(label))
    except (LookupError, ValueError, NotRegistered):
        page = None
    if isinstance(page, WorkListAdmin) and page.has_view_permission(request):
        return page
    raise PermissionDenied


def _list_of(label: str) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_changelist")
