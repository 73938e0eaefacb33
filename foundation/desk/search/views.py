"""The address of the search. What was typed comes by POST: no address and no log names a person."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from foundation.api.throttles import is_within
from foundation.desk.remembering import remembering
from foundation.desk.search.searching import search


@never_cache
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Answer with the results as a part of a page; 429 to whoever asks too often."""
    if not is_within("desk_search", request.user.pk):
        return TemplateResponse(
            request, "admin/desk/search_results.html", {"too_often": True}, status=429
        )
    typed = request.POST.get("q", "")
    with remembering():  # it changes nothing, and each source asks for the officer's offices
        groups = search(request, typed)
    context = {"groups": groups, "typed": bool(typed.strip())}
    return TemplateResponse(request, "admin/desk/search_results.html", context)
