"""Officers' pages of ratings, read only, without rater, time and dossier."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter
from unfold.dataclasses import UnfoldAction
from unfold.decorators import display

from feedback.admin.confidential import ConfidentialAdmin
from feedback.excerpts import excerpt
from feedback.models import Rating
from feedback.ratings import actions, readable_words
from feedback.ratings.visibility import ratings_visible_to
from feedback.ratings.workflow import newest_final_month
from feedback.satisfaction.months import months_before
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.moves import RowButton, RowPage, row_form
from foundation.records.smallest_group import SMALLEST_GROUP

LEAD = "feedback.lead_rating"
MONTHS_OFFERED = 24
BEGINNING = 160
LEVELS = {
    1: "1 · Rất không hài lòng",
    2: "2 · Không hài lòng",
    3: "3 · Bình thường",
    4: "4 · Hài lòng",
    5: "5 · Rất hài lòng",
}
COLOURS = {
    LEVELS[1]: "danger",
    LEVELS[2]: "danger",
    LEVELS[3]: "warning",
    LEVELS[4]: "success",
    LEVELS[5]: "success",
}
WHY_LATE = (
    "Đánh giá chỉ hiện theo tháng, khi không ai đánh giá lại được nữa và đơn vị có ít nhất "
    "{minimum} đánh giá trong tháng đó; "
    "ngày, giờ, hồ sơ và thủ tục không hiện. Nhờ vậy không ai suy ra được người đánh giá. Mới "
    "nhất là tháng {month:%m/%Y}."
)


class MonthFilter(DropdownFilter):
    """By month. Months that are not final are not offered."""

    title = "tháng"
    parameter_name = "month"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        newest = newest_final_month(timezone.localdate())
        months = [months_before(newest, back) for back in range(MONTHS_OFFERED)]
        return [(month.isoformat()[:7], f"{month:%m/%Y}") for month in months]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Rating]) -> QuerySet[Rating]:
        try:
            return (
                queryset.filter(month=date.fromisoformat(f"{self.value()}-01"))
                if self.value()
                else queryset
            )
        except ValueError:
            return queryset


class LevelFilter(DropdownFilter):
    """By the overall mark."""

    title = "mức hài lòng"
    parameter_name = "level"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [(str(mark), name) for mark, name in LEVELS.items()]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Rating]) -> QuerySet[Rating]:
        value = str(self.value() or "")
        return queryset.filter(overall=int(value)) if value in map(str, LEVELS) else queryset


class WordsFilter(DropdownFilter):
    """By comments: with words, or held back."""

    title = "lời nhận xét"
    parameter_name = "words"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [("some", "Có lời nhận xét"), ("held", "Chờ lãnh đạo xem")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Rating]) -> QuerySet[Rating]:
        match self.value():
            case "some":
                return queryset.exclude(words="")
            case "held":
                return queryset.filter(held_back=True)
        return queryset


def aspects_of(rating: Rating) -> list[tuple[str, int]]:
    """Return label and mark of each answered aspect, in the questionnaire's order."""
    asked = rating.questionnaire.aspects
    return [
        (aspect["label"], rating.aspects[aspect["key"]])
        for aspect in asked
        if aspect["key"] in rating.aspects
    ]


def _release(rating: Rating, _officer: User) -> None:
    if not actions.release_words(rating):
        raise ValidationError("Cán bộ đã đọc được lời nhận xét này.")


RELEASE = RowButton(
    "Cho cán bộ đọc", "cho-doc", "visibility", "lead",
    row_form(_release, "Cho cán bộ đọc lời nhận xét"), "Cho cán bộ đọc",
    "Lời nhận xét được giữ lại vì có từ ngữ cần cân nhắc. Cán bộ sẽ đọc được, tên và số vẫn được "
    "che.", "Cho đọc",
)  # fmt: skip


@admin.register(Rating)
class RatingAdmin(RowPage, ConfidentialAdmin):
    """Ratings: `view_rating` reads them, `lead_rating` reads them in full."""

    dialogs = {"release": RELEASE}
    list_display = ("show_month", "office", "show_overall", "show_beginning")
    list_filter = (MonthFilter, LevelFilter, WordsFilter)
    list_filter_submit = True
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ()
    logged_values = ("held_back",)
    ordering = ("-month", "id")
    actions_detail = ("release",)
    fieldsets = (
        ("Đánh giá", {"fields": ("office", "show_month", "show_overall", "show_aspects")}),
        ("Lời nhận xét", {"fields": ("show_words", "show_to_officers")}),
    )
    readonly_fields = (
        "show_month",
        "show_overall",
        "show_aspects",
        "show_words",
        "show_to_officers",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rating]:
        rows: QuerySet[Rating] = ratings_visible_to(request.user).select_related(
            "office", "questionnaire"
        )
        return rows

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Explain above the list why ratings appear with a delay."""
        why = WHY_LATE.format(
            minimum=SMALLEST_GROUP, month=newest_final_month(timezone.localdate())
        )
        page: HttpResponse = super().changelist_view(
            request, {**(extra_context or {}), "why_late": why}
        )
        return page

    list_before_template = "admin/feedback/why_late.html"

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Prepare the readable words once for the page.

        In the list persons are masked for leaders too.
        """
        shown: Any = super().get_changelist_instance(request)
        names = readable_words.officers_names()
        for rating in shown.result_list:
            rating.readable = readable_words.words_for(rating, names, leader=False)
        return shown

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Add the words that this officer may read."""
        rating: Any = super().get_object(request, object_id, from_field)
        if rating is not None:
            names = readable_words.officers_names()
            rating.readable = readable_words.words_for(
                rating, names, leader=self.has_lead_permission(request)
            )
            rating.for_officers = readable_words.words_for(rating, names, leader=False)
        return rating

    def has_lead_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return request.user.has_perm(LEAD)

    def get_actions_detail(
        self, request: HttpRequest, object_id: str | None = None
    ) -> list[UnfoldAction]:
        """Offer the release of a held-back comment."""
        held = (
            self.get_queryset(request).filter(pk=self._key(str(object_id)), held_back=True).exists()
        )
        return super().get_actions_detail(request, object_id) if held else []

    @display(description="Tháng")
    def show_month(self, rating: Rating) -> str:
        return f"{rating.month:%m/%Y}"

    @display(description="Mức hài lòng", label=COLOURS)
    def show_overall(self, rating: Rating) -> str:
        return LEVELS[rating.overall]

    @display(description="Lời nhận xét")
    def show_beginning(self, rating: Any) -> str:
        return excerpt(rating.readable, BEGINNING) or "–"

    @display(description="Theo tiêu chí")
    def show_aspects(self, rating: Rating) -> str:
        return render_to_string("admin/feedback/aspects.html", {"aspects": aspects_of(rating)})

    @display(description="Nội dung")
    def show_words(self, rating: Any) -> str:
        return str(rating.readable) or "–"

    @display(description="Cán bộ khác đọc được")
    def show_to_officers(self, rating: Any) -> str:
        return str(rating.for_officers) or "–"
