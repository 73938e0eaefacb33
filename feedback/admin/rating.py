"""Officers' pages of ratings.

Read only, of closed months with five ratings or more, and never whose, when or of which dossier.
"""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm

from feedback.admin.confidential import ConfidentialAdmin
from feedback.models import Rating
from feedback.ratings import actions, reading
from feedback.ratings.querysets import MINIMUM, newest_closed_month
from foundation.desk.dialogs import redirect_to_row
from foundation.desk.long_lists import BoundedPaginator

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
    """By month; months that are not closed are not offered."""

    title = "tháng"
    parameter_name = "month"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the newest closed months."""
        newest = newest_closed_month(timezone.localdate())
        numbers = [newest.year * 12 + newest.month - 1 - back for back in range(MONTHS_OFFERED)]
        months = [date(number // 12, number % 12 + 1, 1) for number in numbers]
        return [(month.isoformat()[:7], f"{month:%m/%Y}") for month in months]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the ratings of the month."""
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

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the marks."""
        return [(str(mark), name) for mark, name in LEVELS.items()]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return those with the mark."""
        value = str(self.value() or "")
        return queryset.filter(overall=int(value)) if value in map(str, LEVELS) else queryset


class WordsFilter(DropdownFilter):
    """By what there is to read."""

    title = "lời nhận xét"
    parameter_name = "words"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("some", "Có lời nhận xét"), ("held", "Chờ lãnh đạo xem")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return those with words, or those whose words are held back."""
        match self.value():
            case "some":
                return queryset.exclude(words="")
            case "held":
                return queryset.filter(held_back=True)
        return queryset


def aspects_of(rating: Rating) -> list[tuple[str, int]]:
    """Return the label and the mark of each aspect that was answered.

    In the questionnaire's order.
    """
    asked = rating.questionnaire.aspects
    return [
        (aspect["label"], rating.aspects[aspect["key"]])
        for aspect in asked
        if aspect["key"] in rating.aspects
    ]


@admin.register(Rating)
class RatingAdmin(ConfidentialAdmin):
    """Ratings of the officer's offices and those below.

    Read with `view_rating`, in full with `lead_rating`.
    """

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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return what can be seen without knowing whose it is."""
        rows: QuerySet[Any] = Rating.objects.visible_to_officer(request.user).select_related(
            "office", "questionnaire"
        )
        return rows

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say above the list why a rating is not in it at once."""
        why = WHY_LATE.format(minimum=MINIMUM, month=newest_closed_month(timezone.localdate()))
        page: HttpResponse = super().changelist_view(
            request, {**(extra_context or {}), "why_late": why}
        )
        return page

    list_before_template = "admin/feedback/why_late.html"

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Work out once for the page what is read.

        With persons hidden, for leaders too, who read the whole on a rating's page.
        """
        shown: Any = super().get_changelist_instance(request)
        names = reading.officers_names()
        for rating in shown.result_list:
            rating.readable = reading.words_for(rating, names, leader=False)
        return shown

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Return a rating with what this officer may read of it."""
        rating: Any = super().get_object(request, object_id, from_field)
        if rating is not None:
            names = reading.officers_names()
            rating.readable = reading.words_for(
                rating, names, leader=self.has_lead_permission(request)
            )
            rating.for_officers = reading.words_for(rating, names, leader=False)
        return rating

    def has_lead_permission(self, request: HttpRequest, _object_id: Any = None) -> bool:
        """Allow leaders."""
        return request.user.has_perm(LEAD)

    def get_actions_detail(self, request: HttpRequest, object_id: Any = None) -> list[Any]:
        """Offer to release what is held back."""
        held = (
            self.get_queryset(request).filter(pk=self._key(str(object_id)), held_back=True).exists()
        )
        return super().get_actions_detail(request, object_id) if held else []

    @display(description="Tháng")
    def show_month(self, rating: Rating) -> str:
        """Show the month; no day."""
        return f"{rating.month:%m/%Y}"

    @display(description="Mức hài lòng", label=COLOURS)
    def show_overall(self, rating: Rating) -> str:
        """Show the overall mark."""
        return LEVELS[rating.overall]

    @display(description="Lời nhận xét")
    def show_beginning(self, rating: Any) -> str:
        """Show the first words that may be read."""
        text = " ".join(rating.readable.split()) or "–"
        return text if len(text) <= BEGINNING else f"{text[: BEGINNING - 1]}…"

    @display(description="Theo tiêu chí")
    def show_aspects(self, rating: Rating) -> str:
        """Show the marks of the aspects."""
        return render_to_string("admin/feedback/aspects.html", {"aspects": aspects_of(rating)})

    @display(description="Nội dung")
    def show_words(self, rating: Any) -> str:
        """Show the words that this officer may read."""
        return str(rating.readable) or "–"

    @display(description="Cán bộ khác đọc được")
    def show_to_officers(self, rating: Any) -> str:
        """Show what those read who are no leaders."""
        return str(rating.for_officers) or "–"

    @action(
        description="Cho cán bộ đọc",
        url_path="cho-doc",
        icon="visibility",
        permissions=["lead"],
        dialog={
            "title": "Cho cán bộ đọc",
            "description": "Lời nhận xét được giữ lại vì có từ ngữ cần cân nhắc. Cán bộ sẽ đọc "
            "được, tên và số vẫn được che.",
            "form_class": BaseDialogForm,
            "form_submit_text": "Cho đọc",
        },
    )
    def release(self, request: HttpRequest, _form: Any, object_id: str) -> HttpResponse:
        """Let officers read what was held back."""
        rating = self.get_queryset(request).filter(pk=self._key(object_id)).first()
        if rating is None:
            raise Http404
        if actions.release(rating):
            self.log_change(request, rating, "Cho cán bộ đọc lời nhận xét")
        return redirect_to_row(rating)
