"""The catalogue's entries in the officers' sidebar, and the guide of each page."""

from django.http import HttpRequest

from foundation.desk import navigation
from foundation.desk.navigation import Page, list_page
from officers.guides import sections
from officers.guides.sections import Section
from procedures.querysets import needing_recheck

_EDITED = Section("bien-tap", "Sửa và công bố một thủ tục")
_FEES = Section("bien-tap", "Phí, lệ phí theo ngày")
_FORMS = Section("bien-tap", "Biểu mẫu")
_LAW = Section("bien-tap", "Lịch pháp luật")
_WORDS = Section("bien-tap", "Thêm từ khoá tìm kiếm")
GUIDES = {
    "procedures_procedure": (_EDITED, Section("nguoi-dich", "Tìm việc cần làm")),
    "procedures_procedure_fees": (_FEES,),
    "procedures_procedure_confirm_fees": (_FEES,),
    "procedures_procedure_new_rates": (_FEES,),
    "procedures_procedureversion": (_EDITED,),
    "procedures_translation": (Section("nguoi-dich", "Sửa và soát"),),
    "procedures_feereduction": (_FEES,),
    "procedures_officialform": (_FORMS,),
    "procedures_lawchange": (_LAW,),
    **{
        f"procedures_{name}": (_WORDS,)
        for name in (
            *("searchcount", "abbreviation", "synonymgroup", "commonquestion", "confusablepair"),
            *("elsewhere", "signpost", "emergency", "aspect", "fillerword", "answerword"),
            *("dangerkind", "dangerperson", "dangeract"),
        )
    },
}


def count_needing_recheck(_request: HttpRequest) -> str:
    """Return the exact number of procedures in the work list."""
    return str(needing_recheck().count())


def register() -> None:
    """Add the groups and guides; for AppConfig.ready."""
    navigation.register(
        "Danh mục",
        list_page("Thủ tục", "description", "procedures.procedure"),
        Page(
            "Cần kiểm tra lại",
            "rule",
            "admin:procedures_procedure_recheck",
            "procedures.view_procedure",
            count_needing_recheck,
            badge_permission="procedures.change_procedure",
            work="procedures.change_procedure",
        ),
        Page(
            "Phí, lệ phí cần xem",
            "payments",
            "admin:procedures_procedure_fees",
            "procedures.view_procedure",
            work="procedures.change_procedure",
        ),
        list_page("Miễn, giảm phí", "volunteer_activism", "procedures.feereduction"),
        list_page("Biểu mẫu", "draft", "procedures.officialform"),
        list_page("Lịch pháp luật", "event", "procedures.lawchange"),
        list_page("Bản dịch", "translate", "procedures.translation"),
        list_page("Các lần công bố", "history", "procedures.procedureversion"),
        list_page("Lĩnh vực", "category", "offices.field"),  # editors look for it here
    )
    _register_search_words()
    sections.register(GUIDES)


def _register_search_words() -> None:
    navigation.register(
        "Từ khoá tìm kiếm",
        list_page("Lượt tìm kiếm", "query_stats", "procedures.searchcount"),
        list_page("Từ đồng nghĩa", "sync_alt", "procedures.synonymgroup"),
        list_page("Từ viết tắt", "short_text", "procedures.abbreviation"),
        list_page("Câu hỏi thường gặp", "quiz", "procedures.commonquestion"),
        list_page("Cặp dễ nhầm", "compare_arrows", "procedures.confusablepair"),
        list_page("Việc của cơ quan khác", "alt_route", "procedures.elsewhere"),
        list_page("Lối đi ngoài thủ tục", "signpost", "procedures.signpost"),
        list_page("Nguy hiểm: số phải gọi", "emergency", "procedures.dangerkind"),
        list_page("Nguy hiểm: điều xảy ra", "warning", "procedures.dangeract"),
        list_page("Nguy hiểm: ai", "personal_injury", "procedures.dangerperson"),
        list_page("Lời khuyên không có số", "tips_and_updates", "procedures.emergency"),
        list_page("Điểm phân biệt thủ tục", "call_split", "procedures.aspect"),
        list_page("Từ đệm", "filter_list", "procedures.fillerword"),
        list_page("Từ của thẻ trả lời", "quickreply", "procedures.answerword"),
    )
