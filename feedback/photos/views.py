"""Endpoints to upload and fetch photos."""

import io
from contextlib import suppress
from typing import Any, ClassVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import ParseError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from citizens.actions import decide
from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters
from citizens.login.authentication import SCHEME, CitizenAuthentication
from citizens.models import Citizen, Purpose
from citizens.privacy import policy
from citizens.privacy.serializers import PolicyVersionField
from feedback.models import Photo
from feedback.models.question import MAX_PHOTOS
from feedback.photos import actions, addresses
from feedback.photos.filters import TicketParameters
from feedback.photos.storage import read_photo
from feedback.throttles import PhotoThrottle, PhotoViewThrottle
from foundation.api.bodies import Body, Strict
from foundation.api.moments import MomentField
from foundation.api.problem_codes import may_answer
from foundation.api.problems import MEDIA_TYPE, Problem
from foundation.api.public import Public
from foundation.api.schema import FILES, PROBLEM_STATUSES, ProblemSerializer
from foundation.api.throttles import CitizenThrottle
from foundation.media import reencoding
from foundation.media.picker import AnswersPicker, picked
from foundation.media.rendition import shrink

TAG = "questions"


class TicketAuthentication(BaseAuthentication):
    """Authenticates the ticket in the address: openMediaPicker cannot send the session's header."""

    problem_codes = ("session_ended",)

    def authenticate(self, request: Request) -> tuple[Citizen, None] | None:
        """Return the ticket's citizen; a header wins over a ticket.

        Raises Problem `session_ended` for an invalid ticket.
        """
        ticket = request.GET.get("ticket", "")
        if not ticket or "HTTP_AUTHORIZATION" in request.META:
            return None
        citizen = addresses.find_ticket_holder(ticket[: addresses.MAX_NAME])
        if citizen is None:
            raise Problem("session_ended")
        return citizen, None

    def authenticate_header(self, _request: Request) -> str:
        return SCHEME


class PhotoTicketSerializer(serializers.Serializer[Any]):
    """Where to upload."""

    upload_url = serializers.CharField(
        help_text="Địa chỉ đầy đủ cho `serverUploadUrl` của openMediaPicker."
    )
    expires_at = MomentField(help_text="Địa chỉ hết hạn lúc (UTC).")


class PhotoConsentBody(Strict, serializers.Serializer[Any]):
    """The citizen's consent to store photos."""

    policy_version = PolicyVersionField(
        help_text="Phiên bản chính sách có nội dung về ảnh mà công dân đã đọc và đồng ý."
    )


class PhotoTicketBody(Body):
    """POST photos/ticket/."""

    example: ClassVar = {"consent": {"policy_version": policy.CURRENT}}

    consent = PhotoConsentBody(
        required=False,
        help_text="Đồng ý của công dân cho lưu ảnh, khi vừa hỏi xong; đã đồng ý thì không cần gửi.",
    )


class PhotoUploadForm(serializers.Serializer[Any]):
    """The only text field of POST photos/; pickers may send others."""

    policy_version = PolicyVersionField(required=False)


class UploadedPhotoNamesSerializer(serializers.Serializer[Any]):
    """The stored photos."""

    domain = serializers.CharField(
        help_text="Phần đầu địa chỉ của ảnh: nối với từng phần tử của `images`."
    )
    images = serializers.ListField(
        child=serializers.CharField(),
        help_text="Tên ảnh; gửi lại nguyên văn trong `photos` của câu hỏi.",
    )


class UploadedPhotosSerializer(serializers.Serializer[Any]):
    """What openMediaPicker's template expects."""

    err = serializers.IntegerField(help_text="Luôn là 0; khác 0 là lỗi, xem các câu trả lời lỗi.")
    data = UploadedPhotoNamesSerializer(help_text="Ảnh đã nhận.")  # type: ignore[assignment]  # hides a property of serializers


class PhotoProblemSerializer(ProblemSerializer):
    """A problem with the extra fields for openMediaPicker's template."""

    err = serializers.IntegerField(
        required=False,
        help_text="Khác 0, để mẫu của openMediaPicker biết là lỗi; bằng `status`. Không có khi yêu "
        "cầu bị từ chối trước khi đọc ảnh.",
    )
    message = serializers.CharField(
        required=False, help_text="Giải thích cho người dùng, giống `detail`."
    )


# The answers of an upload from inside the view.
_ANSWERS: dict[Any, Any] = {200: UploadedPhotosSerializer} | {
    (status, MEDIA_TYPE): OpenApiResponse(PhotoProblemSerializer, description=text)
    for status, text in PROBLEM_STATUSES.items()
    if status in {400, 401, 403, 413, 415, 422, 429, 503}
}


class PhotosView(AnswersPicker, CitizenView):
    """Uploads photos before the message that they belong to."""

    authentication_classes = [TicketAuthentication, CitizenAuthentication]
    parser_classes = [MultiPartParser]
    throttle_classes = [CitizenThrottle, PhotoThrottle]

    @extend_schema(
        operation_id="photos_create",
        summary="Tải ảnh lên",
        tags=[TAG],
        description=(
            f"Một đến {MAX_PHOTOS} ảnh JPEG, PNG hoặc WebP, mỗi ảnh tối đa 10 MB, dạng multipart "
            "với tên trường bất kỳ, như "
            "openMediaPicker gửi. Vừa hỏi công dân xong thì gửi kèm trường chữ `policy_version`: "
            "đồng ý và ảnh trong một yêu cầu. Lỗi có thêm `err` và `message` cho mẫu của "
            "openMediaPicker. Ảnh được mã hoá lại, bỏ vị trí chụp và thông tin máy. Cần đồng "
            "ý `photo` ở me/consents/. "
            "Ảnh không được gửi kèm câu hỏi sẽ bị xoá. Địa chỉ ảnh chỉ dùng được trong vài phút."
        ),
        request={
            "multipart/form-data": {
                "type": "object",
                "properties": {
                    "policy_version": {
                        "type": "string",
                        "description": "Phiên bản chính sách mà công dân vừa đọc và đồng ý cho lưu "
                        "ảnh; đã đồng ý thì không cần gửi.",
                    },
                    "files": FILES,
                },
            }
        },
        responses=_ANSWERS,
    )
    @may_answer(
        "photo_consent_missing",
        "photo_refused",
        "photos_too_many",
        "photos_busy",
        "photos_not_kept",
    )
    def post(self, request: CitizenRequest) -> Response:
        TicketParameters.read(request.GET)
        files = _uploaded_files(request)
        _agree(request.user, _read_policy_version(request))
        photos = actions.upload_photos(request.user, files)
        domain = request.build_absolute_uri(addresses.sign_path(photos[0])).rpartition("/")[0]
        return Response(picked(f"{domain}/", [addresses.sign_name(photo) for photo in photos]))


def _read_policy_version(request: Request) -> str | None:
    data: Any = request.data
    sent = {name: data[name] for name in ("policy_version",) if name in data}
    form = PhotoUploadForm(data=sent)
    form.is_valid(raise_exception=True)
    version: str | None = form.validated_data.get("policy_version")
    return version


def _agree(citizen: Citizen, policy_version: str | None) -> None:
    """Record the consent to photos, if it was just given."""
    if policy_version:
        decide(citizen, Purpose.PHOTO, granted=True, policy_version=policy_version)


def _uploaded_files(request: Request) -> "list[UploadedFile[bytes]]":
    try:
        files = [file for _name, files in request.FILES.lists() for file in files]
    except ParseError:
        raise reencoding.refusal(reencoding.BROKEN) from None
    if not files:
        raise reencoding.refusal("Chưa có ảnh nào được gửi lên.")
    if len(files) > MAX_PHOTOS:
        raise reencoding.refusal(f"Mỗi lần chỉ gửi được tối đa {MAX_PHOTOS} ảnh.")
    return files


class PhotoTicketView(CitizenView):
    """Gives an address that openMediaPicker can post to."""

    @extend_schema(
        operation_id="photos_ticket_create",
        summary="Lấy địa chỉ tải ảnh",
        tags=[TAG],
        description="openMediaPicker chỉ nhận một địa chỉ, không gửi `Authorization`: địa chỉ này "
        "thay phiên trong vài phút. Vừa hỏi công dân xong thì gửi kèm `consent`.",
        request=PhotoTicketBody,
        responses={200: PhotoTicketSerializer},
    )
    @may_answer("photo_consent_missing")
    def post(self, request: CitizenRequest) -> Response:
        NoParameters.read(request.GET)
        consent = PhotoTicketBody.read(request).get("consent")
        _agree(request.user, consent and consent["policy_version"])
        if not actions.may_upload(request.user):
            raise Problem("photo_consent_missing")
        ticket, expires_at = addresses.make_ticket(request.user), addresses.address_expiry()
        upload_url = request.build_absolute_uri(f"{addresses.upload_path()}?ticket={ticket}")
        return Response(
            PhotoTicketSerializer({"upload_url": upload_url, "expires_at": expires_at}).data
        )


class PhotoView(Public, APIView):
    """One photo, at a signed address that is still valid."""

    throttle_classes = (PhotoViewThrottle,)
    http_method_names = ["get", "head"]

    @extend_schema(
        operation_id="photos_retrieve",
        summary="Xem ảnh",
        tags=[TAG],
        description="Địa chỉ có chữ ký, lấy từ câu hỏi hoặc khi tải ảnh lên; hết hạn sau vài phút "
        "thì đọc lại câu hỏi để có địa chỉ mới.",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, description="Tên ảnh có chữ ký.")
        ],
        responses={(200, "image/jpeg"): OpenApiTypes.BINARY},
    )
    @may_answer("files_away")
    def get(self, request: Request, name: str) -> HttpResponse:
        """Send the picture; invalid and expired addresses get the answer of missing photos."""
        NoParameters.read(request.GET)
        name = name[: addresses.MAX_NAME]
        small = addresses.read_small_name(name)
        key = small or addresses.read_signed_name(name)
        photo = Photo.objects.filter(pk=key).first() if key else None
        content = _content_of(photo)
        if small:
            headers = {**HEADERS, "Cache-Control": _kept_by_the_phone()}
            small_one = shrink(io.BytesIO(content))
            return HttpResponse(small_one, content_type="image/jpeg", headers=headers)
        return HttpResponse(content, content_type="image/jpeg", headers=HEADERS)


def _content_of(photo: Photo | None) -> bytes:
    """Return a photo's JPEG. Raises Problem `not_found`, StorageAway."""
    with suppress(FileNotFoundError):
        if photo is not None:
            return read_photo(photo.path)
    raise Problem("not_found", "Ảnh không còn hoặc địa chỉ đã hết hạn.")


def _kept_by_the_phone() -> str:
    """Return the caching header of a small rendition: only the citizen's own phone may keep it."""
    return f"private, max-age={settings.PHOTO_ADDRESS_MINUTES * addresses.MINUTE}"


HEADERS = {
    "Cache-Control": "no-store",
    "Content-Disposition": 'inline; filename="anh.jpg"',
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",  # the Mini App's page has another origin
    "X-Content-Type-Options": "nosniff",
}
