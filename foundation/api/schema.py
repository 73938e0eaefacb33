"""The OpenAPI document: problems and headers on every operation, and exact responses.

`tests/openapi.py` compares every answer of the tests with the document.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Field, Model
from drf_spectacular.openapi import AutoSchema as SpectacularSchema
from rest_framework import serializers

from foundation.api.bodies import Strict
from foundation.api.permissions import Anyone
from foundation.api.problem_codes import SHARED, Codes, codes_of, component_of, schema_of
from foundation.api.problems import MEDIA_TYPE
from foundation.api.schema_headers import HEADERS, OPTIONAL, headers_of
from foundation.api.schema_parts import VALUES, identifier_of
from foundation.records.fields import LinesField


class FieldErrorSerializer(serializers.Serializer[Any]):
    """One wrong value."""

    pointer = serializers.CharField(
        help_text='JSON Pointer vào {"query": …, "path": …, "body": …, "header": …}.'
    )
    code = serializers.CharField(help_text="Mã lỗi ổn định của giá trị này.")
    detail = serializers.CharField(help_text="Giải thích cho người dùng.")
    value = serializers.CharField(
        required=False, help_text="Giá trị có thể gửi ở đó (candidate); `detail` là tên của nó."
    )


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


# Status → what it means.
PROBLEM_STATUSES = {
    400: "Tham số chưa đúng.",
    401: "Chưa đăng nhập, hoặc phiên đã kết thúc.",
    403: "Không có quyền.",
    404: "Không tìm thấy.",
    405: "Thao tác không được hỗ trợ.",
    406: "Chỉ trả lời bằng JSON.",
    409: "Trái với điều đang có.",
    410: "Những gì sau con trỏ đọc tiếp đã hết hạn lưu.",
    412: "Phiên bản giao thức không được hỗ trợ.",
    413: "Nội dung quá lớn.",
    414: "Địa chỉ quá dài.",
    415: "Kiểu nội dung không được hỗ trợ.",
    422: "Nội dung đúng quy cách nhưng không thực hiện được.",
    429: "Quá nhiều yêu cầu.",
    500: "Lỗi hệ thống.",
    502: "Dịch vụ đang tạm gián đoạn; việc vừa gửi có thể đã được làm.",
    503: "Dịch vụ tạm gián đoạn.",
    504: "Dịch vụ trả lời quá chậm; việc vừa gửi có thể đã được làm.",
}
_PROBLEM = {"$ref": "#/components/schemas/Problem"}
LEAST_PROBLEM = 400
# Where the registry of a document keeps the schemas of problems of one operation.
OWN_PROBLEMS = "own_problems"
WITH_BODY = ("POST", "PUT", "PATCH")
# A form's files. Pickers name the fields as they like, and each is read.
FILES: dict[str, object] = {
    "type": "array",
    "items": {"type": "string", "format": "binary"},
    "description": "Các tệp, mỗi tệp một trường; tên trường khác cũng được nhận.",
}
NOT_MODIFIED = {"description": "Nội dung máy khách đang giữ vẫn còn đúng."}
# Bounds of column types differ between databases and are not properties of our data.
_COLUMN_BOUNDS = (32767, 2147483647, 9223372036854775807)


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
            body["headers"] = {**own, **headers_of(status, some)}
        self.resolve_serializer(ProblemSerializer, "response")
        good = {status: body for status, body in bodies.items() if int(status) < LEAST_PROBLEM}
        return {**good, **self._problems(bodies)}

    def _problems(self, bodies: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers with a problem: shared ones, or with codes of this operation."""
        found = {}
        for status, codes in self._problem_codes().items():
            name = component_of(self.get_operation_id(), status, codes)
            special = bodies.get(str(status))
            if name in SHARED and not special:
                found[str(status)] = {"$ref": f"#/components/responses/{name}"}
            else:
                found[str(status)] = self._own_problem(name, status, codes, special)
        return found

    def _own_problem(self, name: str, status: int, codes: Codes, special: Any) -> dict[str, Any]:
        """Return an answer of this operation only; `special` is what the view declares of it."""
        whole = _PROBLEM
        if special:
            whole = special["content"][MEDIA_TYPE]["schema"]
            name = component_of(self.get_operation_id(), status, ())
        own = self.registry.__dict__.setdefault(OWN_PROBLEMS, {})
        own[name] = schema_of(codes, whole)
        return {
            "description": PROBLEM_STATUSES[status],
            **(special or {"headers": headers_of(str(status), ("RateLimit-Policy", "RateLimit"))}),
            "content": _content(name),
        }

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

    def _problem_codes(self) -> dict[int, Codes]:
        has_body = self.method in WITH_BODY and bool(self.get_request_serializer())
        return codes_of(self.view, self.method, self._get_parameters(), has_body=has_body)

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


def add_components(result: dict[str, Any], generator: Any, **_context: object) -> dict[str, Any]:
    """Add the headers and problems that operations refer to, and drop bounds of columns.

    A hook of drf-spectacular.
    """
    components = result["components"]
    components["headers"] = {
        name: {"description": text, "schema": schema, "required": name not in OPTIONAL}
        for name, (_statuses, schema, text) in HEADERS.items()
    }
    shared = {name: schema_of(codes, _PROBLEM) for name, codes in SHARED.items()}
    # The hook before this one would name each list of codes anew.
    problems = {**shared, **generator.registry.__dict__.get(OWN_PROBLEMS, {})}
    components["schemas"] = dict(sorted({**components["schemas"], **problems}.items()))
    components["responses"] = {name: _shared_answer(name) for name in SHARED}
    _close_lists(components["schemas"])
    _drop_column_bounds(components["schemas"])
    return result


def _close_lists(schemas: dict[str, Any]) -> None:
    """List the values of members that several rooms fill."""
    for (component, member), values in VALUES.items():
        schema, listed = schemas[component]["properties"][member], sorted(values().items())
        words = "\n".join(f"* `{value}` - {said}" for value, said in listed)
        schema["description"] += f"\n\n{words}"
        schema["enum"] = [value for value, _said in listed]


def _content(name: str) -> dict[str, Any]:
    return {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _shared_answer(name: str) -> dict[str, Any]:
    status = name[-3:]
    return {
        "description": PROBLEM_STATUSES[int(status)],
        "headers": headers_of(status, ("RateLimit-Policy", "RateLimit")),
        "content": _content(name),
    }


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
