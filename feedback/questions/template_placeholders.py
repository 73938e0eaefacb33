"""Placeholders of answer templates, such as {thời hạn}, and their values."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
MOST_DOCUMENTS = 30
_ITEM = "- "
_SENTENCES = re.compile(r"(?<=[.!?])[ \t]+")
# A placeholder alone between commas, as «tại {đơn vị}, {địa chỉ}.».
_CLAUSE = re.compile(r",\s*\{([^{}\n]*)\}(?=\s*(?:[,.;!?\n]|$))")
# Earlier marks of unknown values; officers may have kept such a text.
_LEFT_OPEN = re.compile(r"\[chưa rõ: [^\]]*\]|\{[^{}\n]*\}")


def _list_documents(procedure: Mapping[str, Any]) -> str:
    """Return the papers of every case, then those of single cases, each with its condition."""
    lines = [_paper(document) for document in procedure.get("documents", ())]
    for case in procedure.get("cases", ()):
        lines += [_paper(document, case["name"]) for document in case["documents"]]
    lines = list(dict.fromkeys(lines))
    if left := len(lines[MOST_DOCUMENTS:]):
        lines[MOST_DOCUMENTS:] = [f"- và {left} giấy tờ khác theo trường hợp, xem trong ứng dụng"]
    return "\n".join(lines)


def _paper(document: Mapping[str, Any], case: str = "") -> str:
    """Return a paper with its condition.

    >>> _paper({"name": "Giấy uỷ quyền", "condition": "Khi nộp thay."}, "Cấp lại")
    '- Giấy uỷ quyền (Cấp lại; khi nộp thay)'
    """
    condition = str(document.get("condition", "")).strip().rstrip(".")
    if case and condition:
        condition = condition[:1].lower() + condition[1:]
    needed = "; ".join(said for said in (case, condition) if said)
    return f"- {document['name']}{f' ({needed})' if needed else ''}"


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
    return [_name(placeholder) for placeholder in _PLACEHOLDER.findall(text)]


def fill_placeholders(text: str, procedure: Mapping[str, Any], office: Mapping[str, Any]) -> str:
    """Return the template with values filled in; lists are joined to fit their sentence.

    A sentence with an unknown value is left out; of a list between commas only that part.
    """
    values = {name: say(procedure, office) for name, say in VALUES.items()}

    def value(found: re.Match[str]) -> str:
        return _joined(values[_name(found[1])], *_around(found))

    return _PLACEHOLDER.sub(value, _without_unknown(text, values))


def _without_unknown(text: str, values: Mapping[str, str]) -> str:
    r"""Return a template without sentences of unknown values.

    >>> _without_unknown("Nộp tại {đơn vị}, {địa chỉ}. Lệ phí: {lệ phí}.", {"đơn vị": "CA xã A"})
    'Nộp tại {đơn vị}.'
    """

    def is_known(placeholder: str) -> bool:
        return bool(values.get(_name(placeholder)))

    text = _CLAUSE.sub(lambda found: found[0] if is_known(found[1]) else "", text)
    lines = []
    for line in text.split("\n"):
        kept = [
            one for one in _SENTENCES.split(line) if all(map(is_known, _PLACEHOLDER.findall(one)))
        ]
        if kept or not line.strip():
            lines.append(" ".join(kept))
    return "\n".join(lines).strip()


def _name(placeholder: str) -> str:
    return unicodedata.normalize("NFC", placeholder).strip().lower()


def _around(found: re.Match[str]) -> tuple[str, str]:
    """Return the text before and after a placeholder on the same line."""
    start, end = found.span()
    return found.string[:start].rpartition("\n")[2], found.string[end:].partition("\n")[0]


def _joined(said: str, before: str, after: str) -> str:
    r"""Return a list in a fitting form: on its own lines, below a colon, or within the sentence.

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
    """Return the first placeholder that is not filled in, or None."""
    found = _LEFT_OPEN.search(text)
    return found[0] if found else None
