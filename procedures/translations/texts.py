"""The texts of a published procedure that can be translated, and their places. Pure."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any

from procedures.fees.table import Table

# (field, text) -> the replacement.
Change = Callable[[str, str], str]
Texts = Mapping[str, list[str]]

# The summary is about the whole procedure; its Vietnamese source is only the name.
SUMMARY = "summary"
DOUBT = "public_doubt"  # what citizens should know; in a document, of its trust
_NAMES = (
    "name",
    "short_name",
    "implementing_agency",
    "deciding_agency",
    "applicability_note",
    "online_note",
)
_LISTS = ("applicants", "results", "conditions")
_ROWS: Mapping[str, tuple[str, ...]] = {
    "documents": ("name", "condition"),
    "steps": ("title", "detail"),
    "time_limits": ("condition",),
    "fees": ("group", "condition", "name", "unit"),
    "reductions": ("name", "who", "needs"),
    "forms": ("condition",),
    "next_procedures": ("sentence",),
}
FIELDS: Mapping[str, str] = {
    "name": "Tên thủ tục",
    "short_name": "Tên gọn",
    SUMMARY: "Tóm tắt",
    "implementing_agency": "Cơ quan thực hiện",
    "deciding_agency": "Cơ quan quyết định",
    "applicability_note": "Ghi chú áp dụng",
    "online_note": "Lý do chưa toàn trình",
    DOUBT: "Điều chưa chắc",
    "applicants": "Đối tượng thực hiện",
    "results": "Kết quả",
    "conditions": "Yêu cầu, điều kiện",
    "cases.name": "Trường hợp",
    "documents.name": "Giấy tờ",
    "documents.condition": "Điều kiện của giấy tờ",
    "forms.condition": "Khi nào cần mẫu",
    "steps.title": "Bước",
    "steps.detail": "Nội dung của bước",
    "time_limits.condition": "Điều kiện của thời hạn",
    "fees.group": "Nhóm của mức thu",
    "fees.condition": "Trường hợp của mức thu",
    "fees.name": "Khoản thu",
    "fees.unit": "Đơn vị tính của mức thu",
    "reductions.name": "Tên miễn, giảm",
    "reductions.who": "Ai được miễn, giảm",
    "reductions.needs": "Cần có gì để được miễn, giảm",
    "next_procedures.sentence": "Lời dẫn của việc tiếp theo",
    "closed_note": "Vì sao dừng, làm gì thay",
}


def change_texts(document: MutableMapping[str, Any], change: Change) -> None:
    """Replace each non-empty text of `document` by the result of `change`."""
    _change_all_but_fees(document, change)
    for channel in document["channels"]:
        change_rows(channel, ("fees",), change)
    change_rows(document["fee"], ("reductions",), change)


def _change_all_but_fees(document: MutableMapping[str, Any], change: Change) -> None:
    for name in _NAMES:
        _change_member(document, name, name, change)
    for name in _LISTS:
        document[name] = [change(name, text) for text in document[name]]
    _change_member(document.get("trust", {}), "doubt", DOUBT, change)
    change_rows(document, ("documents", "steps", "forms", "next_procedures"), change)
    if closure := document.get("closure"):
        _change_member(closure, "note", "closed_note", change)
    for case in document["cases"]:
        _change_member(case, "name", "cases.name", change)
        change_rows(case, ("documents", "steps"), change)
    for channel in document["channels"]:
        change_rows(channel, ("time_limits",), change)


def change_rows(holder: Mapping[str, Any], names: Iterable[str], change: Change) -> None:
    """Replace the texts in the rows `names` of `holder` by the results of `change`."""
    for name in names:
        for row in holder.get(name, ()):
            for member in _ROWS[name]:
                _change_member(row, member, f"{name}.{member}", change)


def _change_member(row: MutableMapping[str, Any], member: str, field: str, change: Change) -> None:
    if row.get(member):
        row[member] = change(field, row[member])


def texts_of(document: MutableMapping[str, Any], fees: Table) -> Texts:
    """Return the distinct texts of each field, in their order; fees are those of any day."""
    found: dict[str, dict[str, None]] = {field: {} for field in FIELDS}

    def remember(field: str, text: str) -> str:
        found[field][text] = None
        return text

    _change_all_but_fees(document, remember)
    rows = {"fees": fees["rows"], "reductions": fees["reductions"]}
    change_rows(rows, ("fees", "reductions"), remember)
    found[SUMMARY] = dict.fromkeys(found["name"])
    return {field: list(texts) for field, texts in found.items()}


def texts_of_draft(draft: Mapping[str, Any], reductions: Iterable[Mapping[str, Any]]) -> Texts:
    """Return the texts that publishing `draft` would show; missing members are empty.

    The draft has the shape of `draft_of`, `reductions` that of `table_of`.
    """
    document = {
        **{name: draft.get(name, "") for name in _NAMES},
        **{name: draft.get(name, []) for name in _LISTS},
        "name": draft.get("current_name") or draft["name"],
        **_rows_of_case(draft, ""),
        "trust": {"doubt": draft.get(DOUBT, "")},
        "forms": [dict(use) for use in draft.get("forms", [])],
        "next_procedures": draft.get("next_procedures", []),
        "closure": {"note": draft.get("closed_note", "")},
        "cases": [{"name": case, **_rows_of_case(draft, case)} for case in draft.get("cases", [])],
        "channels": [
            {"time_limits": _limits_of(draft, channel["kind"])}
            for channel in draft.get("channels", [])
        ],
    }
    fees = {"rows": draft.get("fees", []), "reductions": [dict(row) for row in reductions]}
    return texts_of(document, fees)


def _rows_of_case(draft: Mapping[str, Any], case: str) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [row for row in draft.get(name, []) if row.get("case", "") == case]
        for name in ("documents", "steps")
    }


def _limits_of(draft: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    limits = draft.get("time_limits", [])
    return [limit for limit in limits if limit.get("channel", "") in {"", kind}]
