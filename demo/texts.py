"""What people ask and officers answer in the demo. All of it is invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A matter that people ask about, with the answer.

    Without a `part` of the story a commune answers.
    """

    procedure: str
    weight: int
    asked: tuple[str, ...]
    answer: str
    part: str | None = None


GREETINGS = (
    "",
    "",
    "Chào cán bộ, ",
    "Cho tôi hỏi, ",
    "Xin hỏi công an, ",
    "Em chào anh chị, ",
    "Dạ cho cháu hỏi, ",
)
ENDINGS = (
    "",
    "",
    "",
    " Tôi cảm ơn.",
    " Mong được trả lời sớm.",
    " Em cảm ơn ạ.",
    " Xin cảm ơn cán bộ.",
)

TOPICS: tuple[Topic, ...] = (
    Topic(
        "cancuoc-cap-doi-lai",
        9,
        (
            "thẻ căn cước của tôi bị mất thì làm lại ở đâu, có phải về quê không?",
            "làm lại căn cước bị mất cần mang giấy tờ gì, bao lâu thì có?",
            "con tôi sắp đủ 14 tuổi thì làm thẻ căn cước thế nào?",
            "căn cước của mẹ tôi hết hạn, bà đi lại khó khăn thì có làm tại nhà được không?",
            "tôi đã nộp hồ sơ làm lại căn cước bị mất mà chưa thấy báo, kiểm tra giúp.",
        ),
        "Ông/bà đến công an cấp xã nơi đang ở, không phải về quê. Khi đi mang theo giấy tờ tuỳ "
        "thân còn có; "
        "cán bộ thu nhận vân tay, ảnh và hẹn ngày trả thẻ. Có thể đặt lịch trước trên Cổng Dịch "
        "vụ công quốc gia.",
    ),
    Topic(
        "tthc-1-004194",
        7,
        (
            "tôi thuê trọ thì đăng ký tạm trú cần chủ nhà ký không?",
            "đăng ký tạm trú trên mạng thì bao lâu có kết quả?",
            "chủ trọ không cho mượn giấy tờ nhà thì tôi đăng ký tạm trú thế nào?",
            "hai vợ chồng ở trọ đăng ký tạm trú chung một hồ sơ được không?",
        ),
        "Người thuê trọ khai tờ khai CT01, có ý kiến đồng ý của chủ nhà (ký vào tờ khai hoặc xác "
        "nhận trên VNeID) và giấy tờ "
        "về chỗ ở như hợp đồng thuê. Nộp tại công an cấp xã nơi trọ hoặc trên Cổng Dịch vụ công; "
        "thời hạn 3 ngày làm việc.",
    ),
    Topic(
        "tthc-3-000228",
        6,
        (
            "tôi không nhận được mã kích hoạt VNeID mức 2 thì làm thế nào?",
            "đổi số điện thoại thì tài khoản VNeID mức 2 có phải làm lại không?",
            "kích hoạt VNeID mức 2 cho người già không có điện thoại thông minh được không?",
        ),
        "Ông/bà mang thẻ căn cước đến công an cấp xã nơi gần nhất để kiểm tra số điện thoại đã "
        "đăng ký; "
        "nếu số đã đổi, cán bộ cập nhật ngay và mã kích hoạt được gửi lại.",
    ),
    Topic(
        "tthc-1-001456",
        6,
        (
            "làm hộ chiếu lần đầu cho trẻ em cần những giấy tờ gì?",
            "tôi làm hộ chiếu trên mạng thì ảnh chụp bằng điện thoại có được không?",
            "hộ chiếu còn hạn 4 tháng có phải đổi trước khi đi du lịch không?",
        ),
        "Hộ chiếu phổ thông làm được trên Cổng Dịch vụ công hoặc tại Phòng Quản lý xuất nhập "
        "cảnh. Ảnh 4x6 nền trắng, chụp thẳng, "
        "không đeo kính. Trẻ dưới 14 tuổi cần giấy khai sinh và cha hoặc mẹ ký thay.",
        "xnc",
    ),
    Topic(
        "tthc-3-000347",
        6,
        (
            "đổi bằng lái xe sắp hết hạn có phải thi lại không?",
            "bằng lái xe máy loại cũ bằng bìa có bắt buộc đổi sang thẻ nhựa không?",
            "giấy khám sức khoẻ để đổi bằng lái xe có giá trị bao lâu?",
        ),
        "Giấy phép lái xe còn hạn thì đổi mà không phải thi. Hồ sơ gồm đơn đề nghị, giấy khám sức "
        "khoẻ còn thời hạn và giấy phép cũ; "
        "nộp trên Cổng Dịch vụ công hoặc tại nơi tiếp nhận của Phòng Cảnh sát giao thông.",
        "csgt",
    ),
    Topic(
        "tthc-3-000333",
        4,
        (
            "phiếu lý lịch tư pháp số 1 và số 2 khác nhau thế nào, đi làm công ty cần số mấy?",
            "làm lý lịch tư pháp trên VNeID mất bao nhiêu ngày?",
        ),
        "Phiếu số 1 dùng để nộp cho cơ quan, tổ chức; phiếu số 2 để chính người đó biết. Nơi yêu "
        "cầu thường cần phiếu số 1. "
        "Nộp trên VNeID, thời hạn thông thường 10 ngày.",
        "hsnv",
    ),
    Topic(
        "tthc-1-013076",
        4,
        (
            "mua xe máy cũ không liên lạc được chủ xe thì sang tên thế nào?",
            "sang tên xe trong cùng tỉnh có phải đổi biển số không?",
        ),
        "Ông/bà làm tờ khai sang tên, kèm giấy tờ mua bán; nếu không còn liên lạc được với chủ "
        "cũ, nêu rõ quá trình mua bán trong tờ khai. "
        "Nơi tiếp nhận niêm yết và hẹn ngày trả kết quả.",
        "csgt",
    ),
    Topic(
        "tthc-1-004222",
        4,
        (
            "nhập hộ khẩu cho con mới sinh theo mẹ cần giấy tờ gì?",
            "tôi mua nhà thì nhập hộ khẩu về nhà mới mất bao lâu?",
        ),
        "Hồ sơ gồm tờ khai CT01 và giấy tờ chứng minh chỗ ở hợp pháp; với con mới sinh là giấy "
        "khai sinh. "
        "Nộp tại công an cấp xã nơi đăng ký hoặc trên Cổng Dịch vụ công, thời hạn 7 ngày làm việc.",
    ),
    Topic("tthc-1-010041", 3, ("xin giấy xác nhận cư trú CT07 để cho con đi học thì xin ở đâu?",),
          "Giấy CT07 xin được ở bất kỳ công an cấp xã nào, hoặc trên Cổng Dịch vụ công; thường có "
          "trong ngày."),
)  # fmt: skip

ASK_BACK = (
    "Ông/bà cho biết thêm: hiện đang ở xã, phường nào để chúng tôi hướng dẫn đúng nơi nộp?",
    "Để kiểm tra, mời ông/bà cho biết ngày nộp và nơi đã nộp hồ sơ.",
)
REPLY = (
    "Dạ tôi đang ở phường mình, gần chợ.",
    "Tôi nộp tuần trước tại công an phường.",
    "Hiện tôi thuê trọ ở phường bên cạnh ạ.",
)
AGAIN = (
    "Tôi chưa rõ: thế có phải mang bản gốc không ạ?",
    "Nếu tôi nộp qua mạng thì có cần đến nơi nữa không?",
)
CLOSED = (
    "Nội dung này không thuộc lĩnh vực của công an. Mời ông/bà liên hệ Uỷ ban nhân dân cấp "
    "xã nơi ở để được giải quyết."
)
FOREIGN = (
    "xin cấp sổ đỏ đất ở thì nộp ở đâu?",
    "tôi muốn đăng ký kết hôn với người ở tỉnh khác thì làm ở đâu?",
)
PASSED_ON = "Người hỏi ở địa bàn của đơn vị; đề nghị trả lời trực tiếp."

FAQS: tuple[tuple[str, str, str], ...] = (
    ("Mất thẻ căn cước thì làm lại ở đâu?", TOPICS[0].answer, TOPICS[0].procedure),
    ("Thuê trọ thì đăng ký tạm trú thế nào?", TOPICS[1].answer, TOPICS[1].procedure),
    ("Không nhận được mã kích hoạt VNeID thì làm gì?", TOPICS[2].answer, TOPICS[2].procedure),
    ("Làm hộ chiếu cho trẻ em cần giấy tờ gì?", TOPICS[3].answer, TOPICS[3].procedure),
    (
        "Đổi giấy phép lái xe sắp hết hạn có phải thi lại không?",
        TOPICS[4].answer,
        TOPICS[4].procedure,
    ),
    ("Phiếu lý lịch tư pháp số 1 khác số 2 thế nào?", TOPICS[5].answer, TOPICS[5].procedure),
)
DRAFT_FAQ = (
    "Mua xe cũ không gặp được chủ xe thì sang tên thế nào?",
    TOPICS[6].answer,
    TOPICS[6].procedure,
)
TEMPLATES: tuple[tuple[str, str], ...] = (
    (
        "Hướng dẫn nộp hồ sơ",
        (
            "Ông/bà nộp hồ sơ «{thủ tục}» tại {đơn vị}, {địa chỉ}. Thời hạn: {thời hạn}.\n"
            "Giấy tờ cần có: {giấy tờ}"
        ),
    ),
    ("Trả lời về phí, lệ phí", "Phí, lệ phí của «{thủ tục}»: {lệ phí}."),
    (
        "Hồ sơ đang giải quyết",
        (
            "Hồ sơ của ông/bà đang được giải quyết; khi có kết quả, ông/bà nhận được thông báo "
            "trên Zalo."
        ),
    ),
)
PRAISE = (
    "Cán bộ hướng dẫn rất tận tình.",
    "Nhanh hơn tôi nghĩ.",
    "Làm việc nhanh gọn, không phải đi lại nhiều.",
    "",
)
BLAME = (
    "Phải chờ lâu hơn ngày hẹn mà không được báo.",
    "Phải đi lại hai lần vì hướng dẫn chưa rõ.",
    "Nơi chờ đông, không có số thứ tự.",
)
