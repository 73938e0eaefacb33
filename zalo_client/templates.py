"""Parameters of one of Zalo's templates, and faults of values for it.

Zalo counts letters of composed text (NFC), so values are composed before they are counted and sent.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zalo_client import replies

MAX_PARAMETERS = 50
_DECIMAL_MARKS = str.maketrans("", "", ".,- ")


@dataclass(frozen=True)
class Parameter:
    """One value of a template. Lengths are in letters, None if Zalo sets no limit."""

    name: str
    required: bool = True
    max_length: int | None = None
    min_length: int | None = None
    accepts_empty: bool = False
    is_number: bool = False

    def fault_of(self, value: str | None) -> str:
        """Return the fault of a value, in Vietnamese, without the value; empty if there is none."""
        if not value:
            return "thiếu giá trị" if self.required and not self.accepts_empty else ""
        if self.max_length is not None and len(value) > self.max_length:
            return f"dài {len(value)} chữ, mẫu nhận {self.max_length}"
        if self.min_length is not None and len(value) < self.min_length:
            return f"dài {len(value)} chữ, mẫu cần {self.min_length}"
        if self.is_number and not value.translate(_DECIMAL_MARKS).isdecimal():
            return "mẫu chỉ nhận số"
        return ""


@dataclass(frozen=True)
class Template:
    """One of Zalo's templates; `status` is `ENABLE` once it may be sent."""

    parameters: tuple[Parameter, ...]
    status: str | None = None
    quality: str | None = None
    price_phone: int | None = None
    price_user: int | None = None

    def faults(self, data: Mapping[str, str]) -> dict[str, str]:
        """Return the faults of values, by the name of the parameter."""
        found = {one.name: one.fault_of(data.get(one.name)) for one in self.parameters}
        return {name: fault for name, fault in found.items() if fault}

    def strange_names(self, names: Iterable[str]) -> list[str]:
        """Return the names that are not parameters of the template."""
        return sorted(set(names) - {one.name for one in self.parameters})


# The one template of Mini App notifications (mini.zalo.me, page of 2023-05-25).
NOTIFICATION_TEMPLATE_ID = "00126fd75392bacce383"
NOTIFICATION_TEMPLATE = Template(
    (
        Parameter("title", max_length=32),
        *(
            Parameter(name)
            for name in ("contentTitle", "contentDescription", "buttonText", "buttonUrl")
        ),
    )
)


def composed(value: str) -> str:
    """Return a value in the form that Zalo counts."""
    return unicodedata.normalize("NFC", value)


def read_template(data: dict[str, Any]) -> Template:
    """Return the template in an answer of `template/info/v2`; raises Malformed."""
    listed = data.get("listParams")
    if not isinstance(listed, list) or len(listed) > MAX_PARAMETERS:
        raise replies.Malformed("listParams")
    return Template(
        tuple(_parameters(listed)),
        replies.optional_text(data.get("status")),
        replies.optional_text(data.get("templateQuality")),
        _price(data.get("price_sdt", data.get("price"))),
        _price(data.get("price_uid")),
    )


def _price(value: object) -> int | None:
    """Return a price in whole đồng; Zalo writes it as text, sometimes with decimals."""
    whole = str(value).partition(".")[0] if isinstance(value, str | int | float) else ""
    price = replies.optional_count(whole)
    return price if price is not None and price <= replies.MAX_NUMBER else None


def _parameters(listed: list[Any]) -> Iterator[Parameter]:
    for one in listed:
        if not isinstance(one, dict) or not (name := replies.optional_text(one.get("name"))):
            raise replies.Malformed("listParams")
        yield Parameter(
            name,
            required=one.get("require") is not False,
            max_length=replies.optional_count(one.get("maxLength")) or None,
            min_length=replies.optional_count(one.get("minLength")) or None,
            accepts_empty=one.get("acceptNull") is True,
            is_number=one.get("type") == "NUMBER",
        )
