"""The OpenAPI document: problems and headers on every operation, and exact responses.

`tests/openapi.py` compares every answer of the tests with the document.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from django.db.models import Field, Model
from drf_spectacular.openapi import AutoSchema as SpectacularSchema
from rest_framework import serializers

from foundation.api.bodies import Strict
from foundation.api.permissions import Anyone
from foundation.api.problems import MEDIA_TYPE
from foundation.api.schema_parts import identifier_of
from foundation.records.fields import LinesField


class FieldErrorSerializer(serializers.Serializer[Any]):
    """One wrong value."""

    pointer = serializers.CharField(
        help_text='JSON Pointer vào {"query": …, "path": …, "body": …, "header": …}.'
    )
    code = serializers.CharField(help_text="Mã lỗi ổn định của giá trị này.")
    detail = serializers.CharField(help_text="Giải thích cho người dùng.")


class ProblemSerializer(serializers.Serializer[Any]):
    """Every error (RFC 9457)."""

    type = serializers.CharField(help_text="URN của loại lỗi.")
    title = serializers.CharField(help_text="Tên lỗi.")
    status = serializers.IntegerField(help_text="Mã trạng thái HTTP.")
    detail = serializers.CharField(
        help_text="Giải thích cho người dùng, có thể hiển thị nguyên văn."
    )
    code = serializers.CharField(help_text="Mã lỗi ổn định; xem docs/problems.md.")
    instance = serializers.CharField(help_text="Mã yêu cầu, giống X-Request-ID.")
    errors = FieldErrorSerializer(many=True, help_text="Từng giá trị chưa đúng, tối đa 20.")  # type: ignore[assignment]  # hides a property of serializers
    errors_left_out = serializers.IntegerField(
        required=False,
        min_value=1,
        help_text="Còn bao nhiêu giá trị chưa đúng không nêu trong `errors`; không có khi đã nêu "
        "hết.",
    )


# Statuses that any endpoint may answer.
COMMON_PROBLEMS = {
    400: "Tham số chưa đúng.",
    404: "Không tìm thấy.",
    405: "Thao tác không được hỗ trợ.",
    406: "Chỉ trả lời bằng JSON.",
    413: "Nội dung quá lớn.",
    414: "Địa chỉ quá dài.",
    429: "Quá nhiều yêu cầu.",
    500: "Lỗi hệ thống.",
    503: "Dịch vụ tạm gián đoạn.",
}
# Statuses of some endpoints: 401 if they need a session, 415 if they read a body, others as
# declared by `may_answer`.
OTHER_PROBLEMS = {
    401: "Chưa đăng nhập, hoặc phiên đã kết thúc.",
    403: "Không có quyền.",
    409: "Trái với điều đang có.",
    410: "Những gì sau con trỏ đọc tiếp đã hết hạn lưu.",
    412: "Phiên bản giao thức không được hỗ trợ.",
    415: "Kiểu nội dung không được hỗ trợ.",
    422: "Nội dung đúng quy cách nhưng không thực hiện được.",
}
WITH_BODY = ("POST", "PUT", "PATCH")
PROBLEM_STATUSES = {**COMMON_PROBLEMS, **OTHER_PROBLEMS}
_COUNTED = frozenset({200, 201, 204, 429})
# Header → (its statuses, schema, description). None: every status.
HEADERS: Mapping[str, tuple[frozenset[int] | None, dict[str, object], str]] = {
    "X-Request-ID": (
        None,
        {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "Mã yêu cầu, cũng có trong nhật ký.",
    ),
    "Cache-Control": (
        None,
        {"type": "string"},
        "Được giữ lại bao lâu; lỗi không bao giờ được giữ.",
    ),
    "ETag": (
        frozenset({200, 304}),
        {"type": "string", "pattern": '^"[^"]+"$'},
        "Gửi lại trong If-None-Match để nhận 304.",
    ),
    "Retry-After": (frozenset({429, 503}), {"type": "integer", "minimum": 1}, "Số giây nên chờ."),
    "WWW-Authenticate": (
        frozenset({401}),
        {"type": "string", "enum": ["Bearer"]},
        "Cách đăng nhập.",
    ),
    "Allow": (frozenset({405}), {"type": "string"}, "Các thao tác được hỗ trợ."),
    "Content-Language": (
        frozenset({200, 304}),
        {"type": "string", "enum": ["vi", "en", "zh", "ko"]},
        "Ngôn ngữ của câu trả lời.",
    ),
    "RateLimit-Policy": (
        _COUNTED,
        {"type": "string"},
        'Giới hạn: `"citizen";q=60;w=60` là 60 yêu cầu trong 60 giây.',
    ),
    "RateLimit": (
        _COUNTED,
        {"type": "string"},
        'Còn bao nhiêu: `"citizen";r=59;t=12` là còn 59 yêu cầu trong 12 giây.',
    ),
    "Deprecation": (
        frozenset({200, 304}),
        {"type": "string", "pattern": "^@[0-9]+$"},
        "Yêu cầu dùng cách cũ từ lúc này (RFC 9745); xem tham số nào là `deprecated`.",
    ),
    "Sunset": (
        frozenset({200, 304}),
        {"type": "string"},
        "Cách cũ còn dùng được ít nhất đến lúc này (RFC 8594).",
    ),
}
# Answers of some operations have them, and not each.
OPTIONAL = frozenset({"RateLimit-Policy", "RateLimit", "Deprecation", "Sunset"})
# A form's files. Pickers name the fields as they like, and each is read.
FILES: dict[str, object] = {
    "type": "array",
    "items": {"type": "string", "format": "binary"},
    "description": "Các tệp, mỗi tệp một trường; tên trường khác cũng được nhận.",
}
NOT_MODIFIED = {"description": "Nội dung máy khách đang giữ vẫn còn đúng."}
# Bounds of column types differ between databases and are not properties of our data.
_COLUMN_BOUNDS = (32767, 2147483647, 9223372036854775807)


T = TypeVar("T", bound=Callable[..., object])


def may_answer(*statuses: int) -> Callable[[T], T]:
    """Declare which of OTHER_PROBLEMS a view's method answers."""

    def declare(method: T) -> T:
        method.problem_statuses = statuses  # type: ignore[attr-defined]  # read below
        return method

    return declare


# Headers of answers to some operations only.
SOME = frozenset({"ETag", "Content-Language", *OPTIONAL})


def _headers(status: str, some: Collection[str] = ()) -> dict[str, Any]:
    return {
        name: {"$ref": f"#/components/headers/{name}"}
        for name, (statuses, _schema, _text) in HEADERS.items()
        if (statuses is None or int(status) in statuses) and (name not in SOME or name in some)
    }


class AutoSchema(SpectacularSchema):
    """Adds the common problems and headers, and marks members that are always present."""

    def get_auth(self) -> list[Any]:
        """Tell that a session is optional where anyone is let in and one changes the answer."""
        auths: list[Any] = super().get_auth()
        anyone = any(isinstance(one, Anyone) for one in self.view.get_permissions())
        return [*auths, {}] if auths and anyone else auths

    def _resolve_path_parameters(self, variables: Any) -> Any:
        found: list[dict[str, Any]] = super()._resolve_path_parameters(variables)
        for parameter in found:
            if identifier := identifier_of(parameter["name"], self.get_tags()[0]):
                parameter["description"] = f"{identifier.words} Ví dụ {identifier.example}."
        return found

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        conditional = getattr(self.view, "answers_not_modified", False)
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        some = self._some_headers()
        if conditional:
            bodies["304"] = dict(NOT_MODIFIED)
        for status, body in bodies.items():
            own = body.get("headers", {})
            body["headers"] = {**own, **_headers(status, some)}
        self.resolve_serializer(ProblemSerializer, "response")
        problems = {
            str(status): {"$ref": f"#/components/responses/Problem{status}"}
            for status in self._problem_statuses()
        }
        return dict(sorted({**problems, **bodies}.items()))

    def _some_headers(self) -> set[str]:
        """Return which of SOME the answers of this operation have."""
        parameters = {one["name"]: one for one in self._get_parameters()}
        old = any(one.get("deprecated") for one in parameters.values())
        return {
            *(["ETag"] if getattr(self.view, "answers_not_modified", False) else ()),
            *(["Content-Language"] if "lang" in parameters else ()),
            *(["RateLimit-Policy", "RateLimit"] if self.view.throttle_classes else ()),
            *(["Deprecation", "Sunset"] if old else ()),
        }

    def _problem_statuses(self) -> set[int]:
        method = getattr(self.view, self.method.lower())
        known_caller = {401} if self.view.get_authenticators() else set()
        body = {415} if self.method in WITH_BODY and self.get_request_serializer() else set()
        return {*COMMON_PROBLEMS, *known_caller, *body, *getattr(method, "problem_statuses", ())}

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)
        if direction == "response":
            declared = serializer._declared_fields  # noqa: SLF001  # DRF's own name for them
            fields = serializer().fields if isinstance(serializer, type) else serializer.fields
            # A model's field is always present, even if the model allows it to be blank.
            always = {
                name
                for name in schema["properties"]
                if name not in declared or fields[name].required or fields[name].read_only
            }
            schema["required"] = sorted(always)
            return schema
        body = serializer if isinstance(serializer, type) else type(serializer)
        if issubclass(body, Strict):
            schema["additionalProperties"] = False
        if example := getattr(body, "example", None):
            schema["examples"] = [example]
        return schema

    def _map_serializer_field(
        self,
        field: Any,
        direction: Any,
        bypass_extensions: bool = False,  # noqa: FBT001, FBT002  # drf-spectacular's signature
    ) -> Any:
        schema = super()._map_serializer_field(field, direction, bypass_extensions)
        if type(field) is serializers.JSONField and isinstance(_model_field(field), LinesField):
            return {**schema, "type": "array", "items": {"type": "string"}}
        if isinstance(field, serializers.URLField) and field.allow_blank:
            schema.pop("format", None)  # an empty text is not an address
        return schema


def _model_field(field: Any) -> "Field[Any, Any] | None":
    model: type[Model] | None = getattr(getattr(field.parent, "Meta", None), "model", None)
    fields: list[Field[Any, Any]] = (
        [f for f in model._meta.concrete_fields if f.name == field.source] if model else []
    )
    return fields[0] if fields else None


def add_components(result: dict[str, Any], **_context: object) -> dict[str, Any]:
    """Add the headers and problems that operations refer to, and drop bounds of columns.

    A hook of drf-spectacular.
    """
    components = result["components"]
    components["headers"] = {
        name: {"description": text, "schema": schema, "required": name not in OPTIONAL}
        for name, (_statuses, schema, text) in HEADERS.items()
    }
    components["responses"] = {
        f"Problem{status}": {
            "description": text,
            "headers": _headers(str(status), ("RateLimit-Policy", "RateLimit")),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, text in PROBLEM_STATUSES.items()
    }
    _drop_column_bounds(components["schemas"])
    return result


def _drop_column_bounds(node: object) -> None:
    if isinstance(node, dict):
        if node.get("maximum") in _COLUMN_BOUNDS:
            del node["maximum"]
            node.pop("format", None)
        for child in node.values():
            _drop_column_bounds(child)
    elif isinstance(node, list):
        for child in node:
            _drop_column_bounds(child)
