"""The choices of the catalogue: stored under readable names, shown in Vietnamese."""

from django.db.models import TextChoices

from offices.models import Level

__all__ = [
    "ApplicantType",
    "Certainty",
    "ChannelKind",
    "Currency",
    "FeeStatus",
    "FormPurpose",
    "Language",
    "Level",
    "OnlineLevel",
    "Origin",
    "Requirement",
    "Scope",
    "SourceType",
    "State",
    "TimeRelation",
    "TimeUnit",
    "Trust",
]


class Scope(TextChoices):
    """Whether the province receives the procedure."""

    LOCAL = "local", "Công an cấp tỉnh, cấp xã tiếp nhận"
    CENTRAL = "central", "Chỉ Bộ Công an tiếp nhận"


class ApplicantType(TextChoices):
    """Who may apply, in the classes of the national database."""

    CITIZEN = "citizen", "Công dân Việt Nam"
    OVERSEAS_VIETNAMESE = "overseas_vietnamese", "Người Việt Nam định cư ở nước ngoài"
    FOREIGNER = "foreigner", "Người nước ngoài"
    ORGANISATION = "organisation", "Tổ chức (không bao gồm doanh nghiệp, HTX)"
    FOREIGN_ORGANISATION = "foreign_organisation", "Tổ chức nước ngoài"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    FOREIGN_ENTERPRISE = "foreign_enterprise", "Doanh nghiệp có vốn đầu tư nước ngoài"
    COOPERATIVE = "cooperative", "Hợp tác xã"
    OFFICIAL = "official", "Cán bộ, công chức, viên chức"


class ChannelKind(TextChoices):
    """How a dossier may be filed (national database: 1 direct, 2 online, 3 postal)."""

    DIRECT = "direct", "Trực tiếp"
    ONLINE = "online", "Trực tuyến"
    POSTAL = "postal", "Bưu chính công ích"


class TimeRelation(TextChoices):
    """How the time limits of one channel relate to each other."""

    SINGLE = "single", "Một thời hạn"
    ALTERNATIVES = "alternatives", "Tuỳ điều kiện"
    STAGES = "stages", "Các giai đoạn nối tiếp"
    NONE = "none", "Không quy định"


class TimeUnit(TextChoices):
    """Units of a time limit, the same that `offices.working_time.calendar` computes with."""

    WORKING_DAY = "working_day", "ngày làm việc"
    DAY = "day", "ngày"
    MONTH = "month", "tháng"
    HOUR = "hour", "giờ"
    WORKING_HOUR = "working_hour", "giờ làm việc"


class Currency(TextChoices):
    """Currencies in which fees are set."""

    VND = "VND", "đồng"
    USD = "USD", "đô la Mỹ"


class OnlineLevel(TextChoices):
    """How far a procedure can be done online."""

    FULL = "full", "Toàn trình"
    PARTIAL = "partial", "Một phần"


class Requirement(TextChoices):
    """Whether a document is always needed."""

    REQUIRED = "required", "Bắt buộc"
    CONDITIONAL = "conditional", "Theo trường hợp"


class Trust(TextChoices):
    """How certain the entry as a whole is."""

    CURRENT = "current", "Đang áp dụng"
    AMENDED = "amended", "Đã có văn bản sửa đổi sau ngày lấy dữ liệu"
    NEEDS_RECHECK = "needs_recheck", "Cần kiểm tra lại"
    NOT_APPLICABLE = "not_applicable", "Không áp dụng tại tỉnh"


class FeeStatus(TextChoices):
    """How certain the fees are. Only FREE and CONFIRMED may be shown as final."""

    FREE = "free", "Miễn phí"
    CONFIRMED = "confirmed", "Đã xác định"
    REPORTED = "reported", "Nên hỏi lại nơi nộp"
    UNVERIFIED = "unverified", "Chưa xác minh"
    CONFLICTING = "conflicting", "Các nguồn mâu thuẫn"
    UNREGULATED = "unregulated", "Chưa có quy định thu"
    BY_CIRCULAR = "by_circular_48_2022", "Theo Thông tư 48/2022/TT-BTC"


FINAL_FEES = frozenset({FeeStatus.FREE, FeeStatus.CONFIRMED})
# When the province has confirmed every amount, these become CONFIRMED.
DOUBTFUL_FEES = frozenset({FeeStatus.REPORTED, FeeStatus.UNVERIFIED, FeeStatus.CONFLICTING})
# With these, amounts are shown to citizens as due, each with its own doubt.
SHOWN_FEES = frozenset({FeeStatus.CONFIRMED, FeeStatus.REPORTED})


class Certainty(TextChoices):
    """What the certainty of a single fee, reduction or form is based on."""

    TEXT_READ = "text_read", "Đã đọc văn bản quy định"
    REPORTED = "reported", "Nơi khác đăng lại, chưa đọc văn bản"
    UNSETTLED = "unsettled", "Chưa rõ"


class FormPurpose(TextChoices):
    """Who fills in a form."""

    FILL_IN = "fill_in", "Người dân điền"
    RECEIVED = "received", "Cơ quan cấp cho người dân"


class SourceType(TextChoices):
    """Where a fact was found."""

    NATIONAL_PORTAL = "national_portal", "Cổng Dịch vụ công quốc gia"
    NATIONAL_PORTAL_LIST = "national_portal_list", "Danh sách trên Cổng Dịch vụ công quốc gia"
    MINISTRY_PORTAL = "ministry_portal", "Cổng Dịch vụ công Bộ Công an"
    MINISTRY_DECISION = "ministry_decision", "Quyết định của Bộ Công an"
    PROVINCIAL_POLICE = "provincial_police", "Trang của Công an cấp tỉnh"
    PROVINCIAL_POLICE_LISTING = (
        "provincial_police_listing",
        "Danh sách trên trang của Công an cấp tỉnh",
    )
    PRESS = "press", "Báo chí"


class State(TextChoices):
    """The state of an entry."""

    DRAFT = "draft", "Bản nháp"
    PUBLISHED = "published", "Đang công bố"
    WITHDRAWN = "withdrawn", "Đã gỡ"


class Language(TextChoices):
    """Languages into which procedures are translated."""

    ENGLISH = "en", "Tiếng Anh"
    CHINESE = "zh", "Tiếng Trung"
    KOREAN = "ko", "Tiếng Hàn"


class Origin(TextChoices):
    """Where the words of a translation come from, the least sure first."""

    MACHINE = "machine", "Máy dịch"
    REVIEWED = "reviewed", "Người dịch đã soát"
    OFFICIAL = "official", "Bản chính thức của Bộ Công an"
