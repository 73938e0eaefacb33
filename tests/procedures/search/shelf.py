"""A small catalogue with the differences that real procedures have."""

from benchmarks.search_data import load_vocabulary
from procedures.search import (
    Abbreviation,
    Confusable,
    Elsewhere,
    Emergency,
    Entry,
    Question,
    SearchIndex,
    Synonyms,
    Vocabulary,
)

ENTRIES = (
    Entry(
        "passport", "Cấp hộ chiếu phổ thông ở trong nước (thực hiện tại cấp "
                    "tỉnh)", "Làm hộ chiếu phổ thông (cấp mới, cấp lại)",
        keywords=("hộ chiếu", "hộ chiếu cho trẻ em"), codes=("1.001456", "TK01"),
        text="Ảnh chân dung 4x6 nền trắng",
    ),
    Entry(
        "passport-lost", "Trình báo mất hộ chiếu phổ thông (thực hiện tại cấp "
                         "xã)", "Báo mất hộ chiếu",
        keywords=("mất hộ chiếu", "rơi hộ chiếu"), codes=("1.010386", "TK05"),
    ),
    Entry("residence", "Đăng ký thường trú", "Đăng ký thường trú (nhập hộ "
                                             "khẩu)", keywords=("nhập hộ khẩu",),
                                             codes=("1.004222", "CT01")),
    Entry("stay", "Đăng ký tạm trú", "Đăng ký tạm trú", keywords=("ở trọ",),
        codes=("1.004194", "CT01")),
    Entry("proof", "Xác nhận thông tin về cư "
                   "trú", "Xin giấy xác nhận cư trú "
                          "(CT07)", keywords=("giấy xác nhận cư trú",), codes=("CT07",)),
    Entry("licence", "Cấp giấy phép lái xe", "Thi và cấp giấy phép lái xe",
        keywords=("thi bằng lái",)),
    Entry(
        "licence-again", "Cấp lại giấy phép lái xe", "Cấp lại giấy phép lái xe",
        keywords=("cấp lại bằng lái", "mất giấy phép lái xe"), codes=("2.000200",),
    ),
    Entry("licence-revoked", "Thu hồi giấy phép lái xe", "Thu hồi giấy phép lái xe"),
    Entry("fire", "Thẩm định thiết kế về phòng cháy chữa "
                  "cháy", "Thẩm định thiết kế phòng cháy, chữa cháy", keywords=("phòng cháy",)),
    Entry("card", "Cấp, cấp đổi, cấp lại thẻ căn "
                  "cước", "Làm thẻ căn cước", keywords=("căn cước", "đổi căn cước")),
    Entry("rehabilitation", "Đăng ký cai nghiện ma túy tự "
                            "nguyện", "Đăng ký cai nghiện tự "
                                      "nguyện", keywords=("cai nghiện ma túy",)),
    Entry("deed", "Khai báo mã số kho", "Khai báo mã số kho", keywords=("mã số kho",)),
)  # fmt: skip

SHIPPED = load_vocabulary()
VOCABULARY = Vocabulary(
    abbreviations=(
        Abbreviation("CCCD", "Căn cước công dân"),
        Abbreviation("GPLX", "Giấy phép lái xe"),
        Abbreviation("PCCC", "Phòng cháy, chữa cháy"),
    ),
    synonyms=(
        Synonyms("hộ chiếu", ("passport",), ("passport",)),
        Synonyms("đăng ký tạm trú", ("KT3", "sổ tạm trú"), ("stay",)),
        Synonyms("cấp lại", ("xin bản khác",)),
    ),
    questions=(
        Question(
            "Con nhỏ đi máy bay ra nước ngoài cần gì?", ("bé đi du lịch nước ngoài",), ("passport",)
        ),
    ),
    confusables=(Confusable("đăng ký tạm trú", "đăng ký thường trú", "Ở hẳn là thường trú."),),
    elsewhere=(
        Elsewhere(("kết hôn", "khai sinh"), "UBND cấp xã"),
        Elsewhere(("giấy phép kinh doanh",), "Cơ quan đăng ký kinh doanh", unless=("karaoke",)),
    ),
    emergencies=(
        Emergency(("cháy", "cháy nhà"), "114", "Gọi 114.", unless=("diễn tập",)),
        Emergency(("bị cướp",), "113", "Gọi 113."),
    ),
    aspects=SHIPPED.aspects,
    question_phrases=SHIPPED.question_phrases,
    weak_words=SHIPPED.weak_words,
)

INDEX = SearchIndex(ENTRIES, VOCABULARY)


def first(query):
    """Return the id of the best result, or None."""
    return next(iter(INDEX.search(query).ids), None)
