"""Errors of photos, questions and ratings."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "photo_consent_missing",
        403,
        "Chưa đồng ý gửi ảnh",
        "Ông/bà cần đồng ý cho lưu ảnh đính kèm trước khi gửi ảnh. Không có ảnh, ông/bà vẫn gửi "
        "được câu hỏi.",
        "The citizen has not agreed to photos: POST me/consents/ with purpose photo first.",
    ),
    ProblemType(
        "photos_too_many",
        422,
        "Quá nhiều ảnh chưa gửi",
        "Ông/bà đã tải lên nhiều ảnh mà chưa gửi kèm câu hỏi. Hãy gửi câu hỏi hoặc thử lại vào "
        "ngày mai.",
        "The citizen has as many uploaded, unsent photos as allowed; unsent ones are deleted "
        "after PHOTO_UNUSED_DAYS.",
    ),
    ProblemType(
        "photos_not_kept",
        503,
        "Chưa lưu được ảnh",
        "Hệ thống tạm thời chưa lưu được ảnh. Ông/bà vẫn gửi được câu hỏi không kèm ảnh, hoặc vui "
        "lòng thử lại sau.",
        "Photos cannot be written, the disk being full for instance; wait `Retry-After` seconds. "
        "Nothing of the upload is kept.",
    ),
    ProblemType(
        "question_moved_on",
        422,
        "Câu hỏi đã chuyển bước",
        "Câu hỏi này vừa thay đổi nên không làm được việc này nữa. Vui lòng tải lại rồi xem.",
        "A question cannot make this move any more: somebody was faster, or it is over.",
    ),
    ProblemType(
        "question_ended",
        422,
        "Câu hỏi đã kết thúc",
        "Câu hỏi này đã kết thúc quá 14 ngày. Vui lòng gửi câu hỏi mới.",
        "A question was answered or closed more than 14 days ago and cannot be taken up again.",
    ),
    ProblemType(
        "question_merged",
        422,
        "Câu hỏi đã được gộp",
        "Câu hỏi này được trả lời chung ở câu hỏi khác của ông/bà. Vui lòng viết tiếp ở câu hỏi "
        "đó.",
        "The question is part of another one of the citizen's; its `merged_into` names it.",
    ),
    ProblemType(
        "questions_too_many",
        422,
        "Quá nhiều câu hỏi đang chờ",
        "Ông/bà đang có nhiều câu hỏi chờ trả lời. Vui lòng đợi, hoặc viết tiếp vào câu hỏi đã "
        "gửi.",
        "The citizen has as many open questions as allowed.",
    ),
    ProblemType(
        "office_closed",
        422,
        "Đơn vị đã kết thúc hoạt động",
        "Đơn vị này đã kết thúc hoạt động và chưa có đơn vị thay thế. Vui lòng chọn đơn vị khác.",
        "A question is addressed to an office that ended, with neither successor nor superior in "
        "force.",
    ),
    ProblemType(
        "place_ambiguous",
        422,
        "Có nhiều nơi cùng tên",
        "Có nhiều đơn vị phụ trách nơi cùng tên này. Vui lòng chọn đơn vị.",
        "Several offices are in charge of places with this name; `errors` names them, send the "
        "`value` of one as `office`.",
    ),
    ProblemType(
        "dossier_not_finished",
        422,
        "Hồ sơ chưa xong",
        "Hồ sơ này chưa giải quyết xong nên chưa đánh giá được. Ông/bà đánh giá được khi hồ sơ có "
        "kết quả.",
        "The dossier is neither completed nor returned, so it cannot be rated.",
    ),
    ProblemType(
        "rating_final",
        422,
        "Không đánh giá lại được nữa",
        "Hồ sơ này đã được đánh giá quá 14 ngày nên không đánh giá lại được nữa.",
        "A rating may be replaced within 14 days of the first one, by whomever.",
    ),
    ProblemType(
        "rating_exists",
        422,
        "Ông/bà đã đánh giá hôm nay",
        "Hôm nay ông/bà đã đánh giá lần đến đơn vị này. Mỗi người đánh giá một đơn vị một lần mỗi "
        "ngày.",
        "A visit counts once for a citizen, office and day, whichever code was scanned.",
    ),
    ProblemType(
        "rating_needs_proof",
        422,
        "Cần chứng minh hồ sơ là của ông/bà",
        "Để đánh giá, ông/bà hãy xác minh số điện thoại đã khai trong hồ sơ, hoặc tra cứu hồ sơ "
        "bằng mã trên giấy tiếp nhận. Bốn số cuối chưa đủ.",
        "The citizen knows the dossier by four digits only: they verify the dossier's phone number "
        "or look it up with the slip's secret.",
    ),
    ProblemType(
        "rating_by_another",
        422,
        "Hồ sơ đã được đánh giá",
        "Mỗi hồ sơ chỉ tính một đánh giá, và hồ sơ này đã có đánh giá mà ông/bà không thay được.",
        "One rating counts for a dossier: somebody else's by an equal or stronger proof stays, and "
        "so does that of somebody whose data was erased. Nor does anybody replace a rating of "
        "their own that was found stuffed.",
    ),
    ProblemType(
        "rating_alarm_judged",
        422,
        "Cảnh báo đã có kết luận",
        "Cảnh báo này đã được người khác kết luận. Vui lòng tải lại rồi xem.",
        "An alarm about ratings was judged by somebody who was faster.",
    ),
    ProblemType(
        "rating_qr_invalid",
        422,
        "Mã QR không đúng",
        "Mã QR này không phải mã đánh giá của dịch vụ. Vui lòng quét mã mà cán bộ mở hoặc mã trên "
        "áp phích.",
        "The scanned text is no rating code of this service: forged, damaged, or another "
        "service's.",
    ),
    ProblemType(
        "rating_qr_expired",
        422,
        "Mã QR đã hết hạn",
        "Mã QR này đã hết hạn. Vui lòng nhờ cán bộ mở mã mới.",
        "A single-use rating code is too old, or a poster's code was revoked.",
    ),
    ProblemType(
        "rating_qr_used",
        422,
        "Mã QR đã được dùng",
        "Mã QR này đã được dùng để đánh giá. Mỗi mã chỉ dùng một lần; vui lòng nhờ cán bộ mở mã "
        "mới.",
        "A single-use rating code was used before, by the citizen or by somebody else.",
    ),
    ProblemType(
        "follow_up_moved_on",
        422,
        "Việc xử lý đã chuyển bước",
        "Việc xử lý đánh giá này đã chuyển sang bước khác hoặc đã quá hạn của việc này. Vui lòng "
        "tải lại rồi xem.",
        "A follow-up of a low mark cannot make this move: somebody was faster, it is over, or the "
        "move's time is.",
    ),
)
FIELD_CODES = {
    "candidate": "Một trong các giá trị có thể chọn, ở `value`",
    "invalid_month": "Tháng sai dạng",
    "conflict": "Không gửi cùng giá trị kia",
    "after_until": "Sau tháng cuối",
}
