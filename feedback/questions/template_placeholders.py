"""Placeholders of answer templates, such as {thời hạn}, and how they are filled."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
MOST_DOCUMENTS = 30
# Stands for an unknown value; an answer that contains it is not sent.
UNKNOWN = "[chưa rõ: {name}]"
_ITEM = "- "
_LEFT_OPEN = re.compile(r"\[chưa rõ: [^\]]*\]|\{[^{}\n]*\}")


def _list_documents(procedure: Mapping[str, Any]) -> str:
    """Return the papers that every case needs, then those of single cases with the case's name."""
    lines = [f"- {document['name']}" for document in procedure.get("documents", ())]
    for case in procedure.get("cases", ()):
        lines += [f"- {document['name']} ({case['name']})" for document in case["documents"]]
    return "\n".join(dict.fromkeys(lines[:MOST_DOCUMENTS]))


def _list_times(procedure: Mapping[str, Any]) -> str:
    """Return the processing time of each channel, or one time if they agree."""
    said = {channel["name"]: channel["time_summary"] for channel in procedure.get("channels", ())}
    if len(set(said.values())) <= 1:
        return next(iter(said.values()), "")
    return "; ".join(f"{label}: {time}" for label, time in said.items())


# Placeholder → its value, from the published procedure and the office's card.
VALUES: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any]], str]] = {
    "thủ tục": lambda procedure, _office: str(procedure.get("short_name", "")),
    "thời hạn": lambda procedure, _office: _list_times(procedure),
    "lệ phí": lambda procedure, _office: str(procedure.get("fee", {}).get("summary", "")),
    "giấy tờ": lambda procedure, _office: _list_documents(procedure),
    "đơn vị": lambda _procedure, office: str(office.get("name", "")),
    "địa chỉ": lambda _procedure, office: str(office.get("address", "")),
}


def validate_placeholders(text: str) -> None:
    """Refuse unknown placeholders and unmatched braces. Raises ValidationError."""
    unknown = [name for name in _placeholder_names(text) if name not in VALUES]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in VALUES)
        raise ValidationError(
            f"Không có chỗ điền {{{unknown[0]}}}. Có thể dùng: {known}.", code="unknown_placeholder"
        )
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        raise ValidationError(
            "Có dấu { hoặc } thừa. Chỗ điền viết như {thời hạn}.", code="lone_brace"
        )


def _placeholder_names(text: str) -> list[str]:
    return [
        unicodedata.normalize("NFC", name).strip().lower() for name in _PLACEHOLDER.findall(text)
    ]


def fill_placeholders(text: str, procedure: Mapping[str, Any], office: Mapping[str, Any]) -> str:
    """Return the template with values filled in, lists joined to the sentence they stand in.

    Unknown values are marked, so nobody sends them.
    """

    def value(found: re.Match[str]) -> str:
        name = unicodedata.normalize("NFC", found[1]).strip().lower()
        said = VALUES[name](procedure, office) if name in VALUES else ""
        before, after = _around(found)
        return _joined(said, before, after) if said else UNKNOWN.format(name=name)

    return _PLACEHOLDER.sub(value, text)


def _around(found: re.Match[str]) -> tuple[str, str]:
    """Return what stands on the same line before and after a placeholder."""
    start, end = found.span()
    return found.string[:start].rpartition("\n")[2], found.string[end:].partition("\n")[0]


def _joined(said: str, before: str, after: str) -> str:
    r"""Return a list as it fits: on lines of its own, below a colon, or within the sentence.

    >>> _joined("- Tờ khai\n- Ảnh", "Mang theo ", " khi đến.")
    'Tờ khai; Ảnh'
    >>> _joined("- Tờ khai\n- Ảnh", "Giấy tờ:", "")
    '\n- Tờ khai\n- Ảnh'
    """
    if not said.startswith(_ITEM) or not (before.strip() or after.strip()):
        return said
    if before.rstrip().endswith(":") and not after.strip(" ."):
        return f"\n{said}"
    return "; ".join(line.removeprefix(_ITEM) for line in said.split("\n"))


def first_unfilled(text: str) -> str | None:
    """Return the first place that is still to be filled in, or None."""
    found = _LEFT_OPEN.search(text)
    return found[0] if found else None
