"""The public endpoint of the key that proves exports."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from citizens.api.filters import NoParameters
from foundation.api.problem_codes import may_answer
from foundation.api.problems import Problem
from foundation.api.public import Public
from foundation.publishing.conditional import Answer
from reports.evidence import signing

PEM = "application/x-pem-file"
CACHE_CONTROL = "public, max-age=3600"


class PublicKeyView(Public, APIView):
    """The key with which everybody checks an export; it is derived once and remembered."""

    http_method_names = ["get", "head"]
    answers_not_modified = True  # adds ETag and 304 to the OpenAPI document

    @property
    def default_response_headers(self) -> dict[str, str]:
        """None of DRF's."""
        return {}

    @extend_schema(
        operation_id="evidence_public_key_retrieve",
        summary="Khoá công khai kiểm tra bản xuất",
        tags=["reports"],
        description="Dòng đầu là dấu vân tay SHA-256 của khoá (dạng DER), rồi đến khoá Ed25519 "
        "dạng PEM; `openssl` đọc được nguyên văn. Chưa có khoá thì trả 404.",
        responses={(200, PEM): OpenApiTypes.STR},
    )
    @may_answer("not_found")
    def get(self, request: Request) -> HttpResponse:
        """Send the key."""
        NoParameters.read(request.GET)
        try:
            content = f"SHA-256 {signing.fingerprint()}\n".encode() + signing.public_pem()
        except Problem:
            raise Problem("not_found") from None
        answer = Answer.from_body(content, cache_control=CACHE_CONTROL).respond(request._request)
        if answer.content:
            answer["Content-Type"] = PEM
        return answer
