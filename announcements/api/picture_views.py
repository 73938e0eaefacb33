"""Pictures of public announcements, read from disk; which are public the snapshot says."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from announcements.api.views import TAG
from announcements.pictures.keeping import read_size
from announcements.publishing.snapshot import published_announcements
from foundation.api.problem_codes import may_answer
from foundation.api.problems import Problem
from foundation.api.public import Public
from foundation.publishing.conditional import KEPT_NOWHERE, NOT_KEPT, etag_matches


class AnnouncementPictureView(Public, APIView):
    """One size of a picture; gone as soon as its announcement is."""

    http_method_names = ["get", "head"]
    answers_not_modified = True

    @extend_schema(
        operation_id="announcements_picture",
        summary="Ảnh của tin",
        tags=[TAG],
        description="Một cỡ của ảnh; địa chỉ đọc ở `picture` của tin. Gỡ tin thì ảnh không còn.",
        responses={(200, "image/jpeg"): OpenApiTypes.BINARY},
    )
    @may_answer("files_away")
    def get(self, request: Request, key: str, width: int) -> HttpResponse:
        """Return the JPEG."""
        is_shown = str(key) in published_announcements().pictures
        content = read_size(key, width) if is_shown else None
        if content is None:
            raise Problem("not_found")
        # An id and a width name the same bytes for ever; whether they are still shown is asked.
        headers = {"Cache-Control": NOT_KEPT, "ETag": f'"{key}-{width}"', **KEPT_NOWHERE}
        sent = request.META.get("HTTP_IF_NONE_MATCH", "")
        if sent and etag_matches(sent, headers["ETag"]):
            return HttpResponse(status=304, headers=headers)
        return HttpResponse(content, content_type="image/jpeg", headers=headers)
