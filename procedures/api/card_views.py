"""Cards without pages: the most read procedures, and all of them for use without network."""

from collections.abc import Iterable
from itertools import islice

import orjson
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from foundation.publishing.conditional import Answer, JoinedMemory, Memory
from procedures.api.filters import LanguageParameters
from procedures.api.serializers import ProcedureCardsSerializer
from procedures.api.views import CatalogueView
from procedures.counts.popular import SHOWN, popular
from procedures.publishing.published import Published
from procedures.publishing.snapshot import Catalogue, catalogue
from procedures.translations.language_of_answer import VIETNAMESE, known_language
from procedures.translations.rendering import PREVAILS
from procedures.translations.sentences import say, speaking


def _join(procedures: Iterable[Published], now: Catalogue, request: HttpRequest) -> Answer:
    """Return the cards of `procedures` in the requested language."""
    language = known_language(LanguageParameters.read(request.GET)["lang"])
    cards = b",".join(now.card(one, language) for one in procedures)
    with speaking(language, {}):
        notice = orjson.dumps(say(PREVAILS)) if language else b""
    body = b'{"results":[%b]%b}' % (cards, b',"notice":%b' % notice if notice else b"")
    return Answer.from_body(body).of_day(now.day).in_language(language or VIETNAMESE)


class PopularView(CatalogueView):
    """The procedures that citizens read most."""

    _memories = JoinedMemory()

    @classmethod
    def memory(cls) -> Memory:
        """Return the memory of both the catalogue and the order of today."""
        return cls._memories.of(CatalogueView.memory(), popular.current())

    @extend_schema(
        operation_id="procedures_popular",
        tags=["procedures"],
        summary="Thủ tục được xem nhiều",
        description=f"Tối đa {SHOWN} thẻ cho màn hình đầu tiên, xem nhiều nhất trong 28 ngày qua "
        "đứng trước; lúc mới cài đặt thì theo thứ tự chọn sẵn.",
        parameters=LanguageParameters.documentation(),
        responses={(200, "application/json"): ProcedureCardsSerializer},
    )
    def get(self, request: Request, **kwargs: str) -> HttpResponse:
        """Return their cards."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: str) -> Answer:
        """Join the cards of those that are published."""
        catalogue_now = catalogue.current()
        documents = catalogue_now.documents
        published = (documents[key] for key in popular.current() if key in documents)
        return _join(islice(published, SHOWN), catalogue_now, request)


class AllCardsView(CatalogueView):
    """Every card of the catalogue in one answer."""

    @extend_schema(
        operation_id="procedures_cards",
        tags=["procedures"],
        summary="Mọi thẻ thủ tục",
        description="Cả danh mục trong một câu trả lời, theo lĩnh vực và tên: ứng dụng giữ lại để "
        "dùng khi không có mạng, và hỏi lại bằng `If-None-Match`.",
        parameters=LanguageParameters.documentation(),
        responses={(200, "application/json"): ProcedureCardsSerializer},
    )
    def get(self, request: Request, **kwargs: str) -> HttpResponse:
        """Return all cards."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: str) -> Answer:
        """Join all cards."""
        catalogue_now = catalogue.current()
        return _join(catalogue_now.documents.values(), catalogue_now, request)
