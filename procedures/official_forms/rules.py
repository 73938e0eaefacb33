"""The rules of a form, for its page and for import: its period, its successor, its file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from procedures.actions import makes_circle
from procedures.choices import Certainty
from procedures.fees.validators import check_period
from procedures.models import OfficialForm

Draft = Mapping[str, Any]
Problems = Iterator[tuple[tuple[str | int, ...], str]]


def form_problems(draft: Draft, others: Iterable[Draft]) -> Problems:
    """Yield the faults of the validated `draft` among `others`: path and Vietnamese text.

    Both have the shape of `form_draft_of`; `others` may include `draft` itself.
    """
    others = [other for other in others if other["id"] != draft["id"]]
    yield from check_period((), draft)
    if draft["certainty"] == Certainty.TEXT_READ and not _has_period(draft):
        yield (
            ("effective_from",),
            "Đã đọc văn bản thì phải ghi ngày đầu tiên hoặc cuối cùng.",
        )
    if draft["link_source"] and not draft["link"]:
        yield ("link",), "Có nguồn của tệp thì phải có liên kết tới tệp."
    yield from _check_successor(draft, others)
    yield from _check_twin(draft, others)


def _has_period(draft: Draft) -> bool:
    """Return True if the start or the end of the form's use is known."""
    return bool(draft["effective_from"] or draft["effective_to"])


def _check_successor(draft: Draft, others: list[Draft]) -> Problems:
    successors = {other["id"]: other["replaced_by"] for other in others}
    successor = draft["replaced_by"]
    if successor is None:
        return
    if successor == draft["id"]:
        yield ("replaced_by",), "Mẫu không thể được thay bằng chính nó."
    elif successor not in successors:
        yield ("replaced_by",), f"Không có mẫu {successor}."
    elif makes_circle(draft["id"], successor, successors):
        yield ("replaced_by",), "Các mẫu thay nhau thành vòng."
    if not draft["effective_to"]:
        yield ("effective_to",), "Mẫu đã được thay phải ghi ngày cuối cùng còn dùng."


def _check_twin(draft: Draft, others: list[Draft]) -> Problems:
    """Refuse two forms of one act with the same code on the same day."""
    for other in others:
        if draft["code"] and _what_it_is(other) == _what_it_is(draft) and _overlap(other, draft):
            text = f"Trùng ký hiệu, văn bản và thời gian với mẫu {other['id']}."
            yield ("code",), text


def _what_it_is(draft: Draft) -> tuple[str, str]:
    return draft["code"].casefold(), draft["legal_basis"].casefold()


def _overlap(one: Draft, other: Draft) -> bool:
    return _begins(one) <= _ends(other) and _begins(other) <= _ends(one)


def _begins(draft: Draft) -> str:
    return str(draft["effective_from"] or "")


def _ends(draft: Draft) -> str:
    return str(draft["effective_to"] or "9999-12-31")


def known_forms() -> list[dict[str, Any]]:
    """Return the columns of stored forms that the rules need."""
    columns = ("id", "code", "legal_basis", "effective_from", "effective_to", "replaced_by")
    return list(OfficialForm.objects.values(*columns))
