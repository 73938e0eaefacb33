"""Links to pages where an officer can act on a need."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from feedback.needs.weekly import Queue
from procedures.admin.search_counts import add_synonyms_address
from procedures.models import Procedure


@dataclass(frozen=True)
class Link:
    """A link with its title."""

    title: str
    address: str


class NeedLinks:
    """The links that this officer's permissions allow."""

    def __init__(self, request: HttpRequest) -> None:
        self._may = request.user.has_perm

    def about_search(self, term: str) -> list[Link]:
        """Return links to improve a search without result."""
        searches = f"{reverse('admin:procedures_searchcount_changelist')}?{urlencode({'q': term})}"
        return self._permitted(
            ("procedures.add_synonymgroup", "Thêm từ đồng nghĩa", add_synonyms_address(term)),
            ("feedback.add_faqentry", "Soạn câu trả lời công khai", _faq_address(term)),
            ("procedures.view_searchcount", "Xem lượt tìm", searches),
        )

    def about_asked(self, words: str) -> list[Link]:
        """Return the link to answer for everybody what was asked in `words`, if any."""
        title, address = "Soạn câu trả lời công khai", _faq_address(words)
        return self._permitted(("feedback.add_faqentry", title, address)) if words else []

    @cached_property
    def _fields(self) -> dict[str, str]:
        """The field of each procedure, read once per page."""
        return dict(Procedure.objects.order_by().values_list("pk", "field_id"))

    def about_procedure(self, key: str) -> list[Link]:
        """Return links to improve the text of a procedure."""
        return self._permitted(
            *self._procedure_links(key),
            (
                "feedback.add_faqentry",
                "Soạn câu trả lời công khai",
                _faq_address("", key, self._fields.get(key, "")),
            ),
        )

    def about_questions(self, key: str, words: str = "") -> list[Link]:
        """Return links to answer questions, and to publish an answer for everybody."""
        chosen = (
            {"state": "all"}
            | ({"q": words} if words else {})
            | ({"procedure__id__exact": key} if key else {})
        )
        queue = f"{reverse('admin:feedback_question_changelist')}?{urlencode(chosen)}"
        return self._permitted(
            ("feedback.view_question", "Xem và trả lời", queue),
            (
                "feedback.add_faqentry",
                "Soạn câu trả lời công khai",
                _faq_address(words, key, self._fields.get(key, "")),
            ),
            *self._procedure_links(key),
        )

    def about_queue(self, queue: Queue) -> list[Link]:
        """Return links to dossiers that wait."""
        chosen = {
            "office": queue.office,
            "procedure__id__exact": queue.procedure,
            "status__exact": queue.status,
        }
        address = f"{reverse('admin:dossiers_dossier_changelist')}?{urlencode(chosen)}"
        return self._permitted(
            ("dossiers.view_dossier", "Mở danh sách hồ sơ", address),
            *self._procedure_links(queue.procedure),
        )

    def _procedure_links(self, key: str) -> Iterable[tuple[str, str, str]]:
        if not key:
            return []
        title = "Sửa thủ tục" if self._may("procedures.change_procedure") else "Xem thủ tục"
        return [
            (
                "procedures.view_procedure",
                title,
                reverse("admin:procedures_procedure_change", args=[key]),
            )
        ]

    def _permitted(self, *links: tuple[str, str, str]) -> list[Link]:
        return [
            Link(title, address) for permission, title, address in links if self._may(permission)
        ]


def _faq_address(question: str, procedure: str = "", field: str = "") -> str:
    filled = {
        name: value
        for name, value in (("question", question), ("procedures", procedure), ("field", field))
        if value
    }
    return f"{reverse('admin:feedback_faqentry_add')}?{urlencode(filled)}"
