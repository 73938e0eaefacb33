"""Errors of looking a dossier up, and of connectors."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "connector_refused",
        401,
        "Khoá kết nối không dùng được",
        "Khoá kết nối sai, đã hết hạn hoặc đã thu hồi. Vui lòng liên hệ quản trị hệ thống.",
        "The key of a connector is unknown, wrong, expired or revoked: which of them is not told.",
    ),
    ProblemType(
        "connector_scope_missing",
        403,
        "Khoá không có quyền này",
        "Khoá kết nối dùng được nhưng chưa được cấp quyền cho việc này. Quản trị hệ thống tạo khoá "
        "mới với đủ quyền.",
        "The key is valid and lacks the scope: sending dossiers, reading them, or any events.",
    ),
    ProblemType(
        "dossier_not_found",
        404,
        "Không tìm thấy hồ sơ",
        "Không có hồ sơ nào khớp với các thông tin này. Hãy xem lại mã hồ sơ và thông tin kèm "
        "theo trên giấy tiếp nhận.",
        "A look-up fits nothing: unknown or malformed code, or a wrong second factor; which one "
        "is never said.",
    ),
)
