"""Which section of which guide the «?» of a page opens: one table for every officers' page.

A page is named as its address is: `dossiers_dossier_add`, or `dossiers_dossier` for every page of a
model that has no row of its own. Rooms above are known here by these names only, as in the guides.
"""

from collections.abc import Collection
from dataclasses import dataclass

from officers.guides.listing import BY_NAME, Guide
from officers.guides.rendering import anchor_of


@dataclass(frozen=True)
class Section:
    """A heading of a guide."""

    guide: str
    heading: str

    @property
    def anchor(self) -> str:
        """The anchor of the heading in the guide's page."""
        return anchor_of(self.heading)


_EDITED = Section("bien-tap", "Sửa và công bố một thủ tục")
_FEES = Section("bien-tap", "Phí, lệ phí theo ngày")
_FORMS = Section("bien-tap", "Biểu mẫu")
_WORDS = Section("bien-tap", "Thêm từ khoá tìm kiếm")
_CHANNELS = Section("quan-tri-he-thong", "Kênh gửi tin và khoá kết nối")
_ACCOUNTS = Section("quan-tri-he-thong", "Tạo tài khoản cho một cán bộ")
_OFFICES = Section("quan-tri-he-thong", "Đơn vị và lịch")
_IMPORT = Section("mot-cua", "Nhập nhiều hồ sơ từ tệp của Bộ")
_COUNTER = Section("mot-cua", "Mời người dân đánh giá tại quầy")
_READ_LOGS = Section("kiem-tra", "Ai đã xem dữ liệu của ai")
_MARKS = Section("lanh-dao", "Đánh giá chưa hài lòng")
_NEEDS = "Người dân cần gì"
_SECURITY = Section("dang-nhap", "Lần đầu: thiết lập điện thoại")

# The section of the officer's own role is opened; without one of them, the first.
SECTIONS: dict[str, tuple[Section, ...]] = {
    "index": (
        Section("dang-nhap", "Trang chính"),
        Section("mot-cua", "Buổi sáng: việc gì trước"),
        Section("tra-loi", "Buổi sáng: việc gì trước"),
        Section("tiep-nhan", "Buổi sáng: việc gì trước"),
        Section("bien-tap", "Buổi sáng: việc gì trước"),
        Section("truc-ban", "Báo động"),
        Section("thanh-tra", "Trước hết"),
        Section("lanh-dao", "Trang chính"),
    ),
    "second-factor": (Section("dang-nhap", "Đổi điện thoại, mất điện thoại"),),
    "second-factor-set-up": (_SECURITY,),
    "second-factor-recovery": (_SECURITY,),
    "own-password": (Section("dang-nhap", "Đăng nhập"),),
    "report": (Section("lanh-dao", "Trang chính"),),
    "needs": (
        Section("lanh-dao", _NEEDS),
        Section("mot-cua", _NEEDS),
        Section("bien-tap", "Buổi sáng: việc gì trước"),
        Section("tra-loi", "Câu hỏi lặp lại"),
    ),
    "satisfaction-figures": (_MARKS,),
    "auth_user": (_ACCOUNTS, Section("kiem-tra", "Đăng nhập")),
    "auth_user_review": (Section("lanh-dao", "Rà soát tài khoản"),),
    "auth_group": (_ACCOUNTS,),
    "officers_letterhead": (Section("lanh-dao", "Báo cáo tháng"),),
    "officers_accesschange": (
        Section("quan-tri-he-thong", "Người thứ hai xác nhận"),
        Section("lanh-dao", "Xác nhận tài khoản"),
    ),
    "axes_accessattempt": (
        Section("quan-tri-he-thong", "Mất điện thoại, bị khoá"),
        Section("kiem-tra", "Đăng nhập"),
    ),
    "desk_changeentry": (Section("kiem-tra", "Ai đã thay đổi gì"),),
    "citizens_accessentry": (_READ_LOGS, Section("lanh-dao", "Nhật ký truy cập")),
    "citizens_lookuptry": (Section("kiem-tra", "Tra cứu nhiều lần"),),
    "citizens_erasure": (Section("kiem-tra", "Dữ liệu đã xoá"),),
    "citizens_citizen": (Section("kiem-tra", "Khi thấy điều bất thường"),),
    "citizens_personalrequest": (Section("lanh-dao", "Yêu cầu về dữ liệu cá nhân"),),
    "citizens_delivery": (Section("mot-cua", "Thông báo không gửi được"), _CHANNELS),
    "citizens_channelstop": (_CHANNELS,),
    "citizens_noticetemplate": (_CHANNELS,),
    "official_accounts_zalotemplate": (_CHANNELS,),
    "official_accounts_officialaccount": (
        Section("quan-tri-he-thong", "Kết nối Official Account của một đơn vị"),
    ),
    "offices_calendarday": (_OFFICES, Section("bien-tap", "Mẫu trả lời và lịch làm việc")),
    "offices_field": (_OFFICES,),
    "offices_office": (
        _OFFICES,
        Section("mot-cua", "Địa chỉ, điện thoại, giờ tiếp dân của đơn vị mình"),
        Section("lanh-dao", "Thông tin đơn vị"),
    ),
    "procedures_procedure": (_EDITED, Section("nguoi-dich", "Tìm việc cần làm")),
    "procedures_procedure_fees": (_FEES,),
    "procedures_procedure_confirm_fees": (_FEES,),
    "procedures_procedureversion": (_EDITED,),
    "procedures_translation": (Section("nguoi-dich", "Sửa và soát"),),
    "procedures_feereduction": (_FEES,),
    "procedures_officialform": (_FORMS,),
    **{
        f"procedures_{name}": (_WORDS,)
        for name in (
            *("searchcount", "abbreviation", "synonymgroup", "commonquestion", "confusablepair"),
            *("elsewhere", "emergency", "aspect", "fillerword"),
        )
    },
    "dossiers_dossier": (
        Section("mot-cua", "Danh sách hồ sơ"),
        Section("lanh-dao", "Hồ sơ"),
    ),
    "dossiers_dossier_add": (Section("mot-cua", "Ghi nhận một hồ sơ mới"),),
    "dossiers_dossier_change": (
        Section("mot-cua", "Chuyển một hồ sơ sang bước tiếp theo"),
        Section("lanh-dao", "Hồ sơ"),
    ),
    "dossiers_dossier_bulk": (Section("mot-cua", "Chuyển nhiều hồ sơ một lúc"),),
    "dossiers_dossierimport": (_IMPORT,),
    "dossiers_importconflict": (_IMPORT,),
    "dossiers_connectorrefusal": (_IMPORT,),
    "dossiers_columnname": (_IMPORT,),
    "dossiers_officename": (_IMPORT,),
    "dossiers_connectorkey": (_CHANNELS,),
    "dossiers_connectordelivery": (_CHANNELS,),
    "feedback_question": (Section("tra-loi", "Hàng chờ"), Section("lanh-dao", "Câu hỏi")),
    "feedback_question_change": (
        Section("tra-loi", "Trả lời một câu hỏi"),
        Section("lanh-dao", "Câu hỏi"),
    ),
    "feedback_question_answer": (Section("tra-loi", "Trả lời một câu hỏi"),),
    "feedback_question_draft": (Section("tra-loi", "Câu hỏi lặp lại"),),
    "feedback_answertemplate": (Section("bien-tap", "Mẫu trả lời và lịch làm việc"),),
    "feedback_faqentry": (
        Section("bien-tap", "Câu trả lời công khai"),
        Section("tra-loi", "Câu hỏi lặp lại"),
    ),
    "feedback_rating": (Section("tra-loi", "Đánh giá của người dân"), _MARKS),
    "feedback_followup": (_MARKS,),
    "feedback_ratingalarm": (_MARKS,),
    "feedback_poster": (_COUNTER,),
    "feedback_questionnaire": (Section("bien-tap", "Bộ câu hỏi đánh giá"),),
    "reports_report": (
        Section("tiep-nhan", "Vào sổ"),
        Section("xac-minh", "Một phản ánh"),
        Section("thanh-tra", "Một phản ánh"),
        Section("truc-ban", "Một tố giác, tin báo"),
        Section("lanh-dao", "Phản ánh"),
    ),
    "reports_reportkind": (Section("tiep-nhan", "Vào sổ"),),
    "reports_listedreason": (Section("tiep-nhan", "Những việc khác"),),
    "announcements_announcement": (Section("tin-va-canh-bao", "Viết một tin"),),
    "announcements_challenge": (Section("tin-va-canh-bao", "Ý kiến của người dân"),),
}


def section_of(page: str, own: Collection[Guide]) -> Section | None:
    """Return the section for a page, from the guides of an officer's own roles if one has it.

    A page without a row gets that of its model, and without that None.
    """
    found = next((SECTIONS[name] for name in _names(page) if name in SECTIONS), ())
    mine = (one for one in found if BY_NAME[one.guide] in own)
    return next(mine, found[0] if found else None)


def _names(page: str) -> list[str]:
    """Return the names under which a page may stand: its own, then shorter ones."""
    parts = page.split("_")
    return ["_".join(parts[:end]) for end in range(len(parts), 0, -1)]
