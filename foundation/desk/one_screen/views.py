"""What open pages ask: who else looks, is there news; what was taken; and drafts that they keep."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from foundation.api.throttles import is_within
from foundation.desk import drafts, sent_forms
from foundation.desk.one_screen import presence
from foundation.desk.one_screen.page import OneScreenAdmin

MOST_DRAFTS = 200  # of one browser


@never_cache
@require_POST
def live(request: HttpRequest) -> JsonResponse:
    """Answer with the version of a row and who else looks at it; it holds no word of anybody.

    429 to whoever asks too often, 404 for a row that the officer may not see.
    """
    page = _page(request)
    if not is_within("desk_live", request.user.pk):
        return JsonResponse({}, status=429)
    row = page.live_row(request, request.POST.get("key", ""))
    if row is None:
        raise Http404
    presence.see(page.opts.label_lower, row.pk, int(request.user.pk or 0))
    seen = presence.others(page.opts.label_lower, row.pk, request.user)
    return JsonResponse({"version": page.version(row), "others": seen})


@never_cache
@require_POST
def taken(request: HttpRequest) -> JsonResponse:
    """Answer which of the browser's drafts were taken, so that it forgets them."""
    drafts = request.POST.getlist("draft")[:MOST_DRAFTS]
    return JsonResponse({"taken": sent_forms.taken(int(request.user.pk or 0), drafts)})


@never_cache
@require_POST
def keep_draft(request: HttpRequest) -> JsonResponse:
    """Keep what is typed into a form, named by its path; what belongs to no page is not kept.

    400 for what no browser sends, 404 for a row that the officer does not have, 409 for what
    another account typed in the same browser, 429 to whoever asks too often.
    """
    if not is_within("desk_draft", request.user.pk):
        return JsonResponse({}, status=429)
    if request.POST.get("officer") != str(request.user.pk):
        return JsonResponse({}, status=409)
    match = resolve(request.POST.get("form", ""))
    page = drafts.page_at(match)
    if page is None:
        return JsonResponse({})
    if not page.reaches(request, match.kwargs.get("object_id", "")):
        raise Http404
    try:
        words = drafts.clean_words(request.POST.get("words", ""))
    except (ValueError, TypeError, RecursionError):
        return JsonResponse({}, status=400)
    place = drafts.place_of(request.user, page, match)
    drafts.save(place, words, sent_forms.mark_of(request))
    return JsonResponse({})


def _page(request: HttpRequest) -> OneScreenAdmin:
    """Return the page that is asked about. Raises PermissionDenied if it may not be opened."""
    try:
        page = admin.site.get_model_admin(apps.get_model(request.POST.get("page", "")))
    except (LookupError, ValueError, NotRegistered):
        page = None
    if isinstance(page, OneScreenAdmin) and page.has_view_permission(request):
        return page
    raise PermissionDenied
