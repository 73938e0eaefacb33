"""Export, erasure and retention of ratings."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from citizens.access_log import Kind
from citizens.models import Citizen
from citizens.privacy.personal_data_registry import Kept, PersonalData
from feedback.models import FollowUp, FollowUpMessage, Rating, UsedMark
from feedback.ratings import citizen_ratings, rater_hashes
from feedback.ratings.querysets import RatingQuerySet
from foundation.api import idempotency
from foundation.api.answers import shown
from foundation.desk.one_screen import notes
from foundation.records.retention import RetentionClass, delete_rows
from foundation.records.turns import take_turn

FOLLOW_UPS = "feedback.followup"  # their key in notes
KEPT = "Điểm đánh giá theo đơn vị, thủ tục và ngày, không còn lời và không còn dẫn tới ai"
WHY_KEPT = (
    "Kết quả đánh giá dùng để xếp loại cán bộ nên phải kiểm tra lại được (NĐ 309/2026); "
    "không còn là dữ liệu cá nhân"
)


def export(citizen: Citizen) -> list[dict[str, Any]]:
    """Return the citizen's ratings and messages, replaced ratings included."""
    # Serializers need models that are loaded after the registry.
    from feedback.ratings.serializers import RatingSerializer

    rows = citizen_ratings.attach_follow_ups(
        citizen_ratings.ratings_of(citizen).order_by("rated_on", "rater_hash", "version")
    )
    return [
        {**shown(RatingSerializer, row), "version": row.version, "replaced": not row.current}
        for row in rows
    ]


def erase(citizen: Citizen) -> Iterable[Kept]:
    """Delete words and everything that leads to the citizen; marks are kept.

    The citizen's row is locked. A follow-up continues: if it ended on the day of the erasure, that
    would show whose it was.
    """
    take_turn(rater_hashes.owner_hash(citizen))  # a rating in progress finishes first
    idempotency.forget(rater_hashes.idempotency_caller(citizen))
    mine = Rating.objects.of_citizen(citizen)
    begun = list(mine.filter(follow_up__isnull=False).values_list("follow_up", flat=True))
    FollowUpMessage.objects.filter(follow_up__in=begun).delete()
    notes.forget(FOLLOW_UPS, begun)
    FollowUp.objects.filter(pk__in=begun).exclude(rater="").update(rater="")
    _remember_rated_dossiers(mine)
    nobody = {"key": None, "rater_hash": "", "owner_hash": "", "dossier_hash": ""}
    return [Kept(KEPT, WHY_KEPT)] if mine.update(words="", held_back=False, **nobody) else []


def _remember_rated_dossiers(mine: RatingQuerySet) -> None:
    """Remember that these dossiers were rated, apart from the marks.

    Otherwise people who erase their data and come back could rate the same dossier again.
    """
    rated = mine.counted().exclude(dossier_hash="").values_list("dossier_hash", flat=True)
    marks = [UsedMark(mark=rater_hashes.erased_dossier_mark(one)) for one in rated]
    UsedMark.objects.bulk_create(sorted(marks, key=lambda row: row.mark), ignore_conflicts=True)


def _no_ratings(_citizen: Citizen) -> Iterable[UUID]:
    """Return nothing: an officer's look at a rating must not lead to the rater."""
    return ()


def _ratings_with_old_words(before: datetime) -> QuerySet[Rating]:
    return Rating.objects.filter(written_on__lt=timezone.localdate(before)).exclude(words="")


def _forget_words(rows: QuerySet[Rating]) -> int:
    return rows.update(words="", held_back=False)


def _old_messages(before: datetime) -> QuerySet[FollowUpMessage]:
    return FollowUpMessage.objects.filter(follow_up__ended_on__lt=timezone.localdate(before))


def _forget_messages(rows: QuerySet[FollowUpMessage]) -> int:
    notes.forget(FOLLOW_UPS, list(rows.values_list("follow_up", flat=True)))
    return delete_rows(rows)


def _expired_codes(before: datetime) -> QuerySet[UsedMark]:
    return UsedMark.objects.filter(expires_at__lt=before)


# Confidential: officers read the record of an erasure, and a count would reveal a rating.
PART = PersonalData(
    "ratings",
    "Đánh giá của ông/bà",
    export,
    erase,
    confidential=True,
    rows=citizen_ratings.ROWS,
)
KINDS = (
    Kind("rating", "Đánh giá, không rõ của ai", _no_ratings),
    Kind("followup", "Xử lý đánh giá, không rõ của ai", _no_ratings),
)
CLASSES = (
    RetentionClass(
        "rating_words",
        "Lời nhận xét trong đánh giá",
        "Để đơn vị sửa điều chưa tốt; sau đó chỉ còn điểm, không dẫn tới ai.",
        _ratings_with_old_words,
        setting="RATING_WORDS_DAYS",
        minimum_days=30,
        remove=_forget_words,
    ),
    RetentionClass(
        "follow_up_words",
        "Lời trao đổi khi xử lý đánh giá chưa hài lòng, kể từ khi kết thúc",
        "Để người đánh giá đọc lại kết quả và giải quyết khiếu nại.",
        _old_messages,
        setting="RATING_WORDS_DAYS",
        minimum_days=30,
        remove=_forget_messages,
    ),
    RetentionClass(
        "used_rating_codes",
        "Mã QR đánh giá đã dùng, dấu lần đến quầy đã đánh giá",
        "Để mỗi mã chỉ dùng một lần, mỗi lần đến quầy chỉ đánh giá một lần; hết hạn thì không còn "
        "cần.",
        _expired_codes,
        text="Đến khi mã tự hết hạn",
        public=False,
    ),
)
