"""What is read in a question: the part, the circumstances, the channel."""

import pytest

from procedures.answers.parts import Part
from procedures.answers.words import AnswerWords

WORDS = AnswerWords()


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("làm hộ chiếu cần giấy tờ gì", Part.PAPERS),
        ("lam ho chieu het bao nhieu tien", Part.FEE),
        ("căn cước bao lâu có", Part.TIME),
        ("thứ bảy có làm hộ chiếu không", Part.HOURS),
        ("điền mẫu nào để làm hộ chiếu", Part.FORM),
        ("làm xong nhận được giấy gì", Part.RESULT),
        ("ai phải khai báo tạm vắng", Part.WHO),
        ("bao nhiêu tuổi thì làm căn cước", Part.CONDITIONS),
        ("làm hộ chiếu ở đâu", Part.WHERE),
        ("làm hộ chiếu qua mạng được không", Part.ONLINE),
        ("làm hộ chiếu như thế nào", Part.STEPS),
    ],
)
def test_each_part_has_words(question, part):
    assert WORDS.read(question).part == part


def test_a_telling_part_wins_over_the_way_it_is_done():
    asked = WORDS.read("đăng ký tạm trú qua mạng lệ phí bao nhiêu")
    assert (asked.part, asked.channel) == (Part.FEE, "online")


@pytest.mark.parametrize(
    "question",
    [
        *("làm con dấu mới", "làm hộ chiếu lần đầu"),
        *("vay tiền mua xe", "hộ chiếu", "đau đầu quá"),
    ],
)
def test_words_with_other_marks_name_no_part(question):
    assert WORDS.read(question).part is None


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("con tôi 5 tuổi làm hộ chiếu", "child"),
        ("em bé 8 tháng làm hộ chiếu", "child"),
        ("con năm tuổi làm hộ chiếu", "child"),
        ("má tui bảy mươi tuổi làm hộ chiếu", "teen"),
        ("con em 15 tuổi đăng ký tạm trú", "minor"),
        ("mất hộ chiếu", "lost"),
        ("hộ chiếu rách", "damaged"),
        ("hộ chiếu lần đầu", "first"),
        ("chồng em người Hàn gia hạn tạm trú", "foreigner"),
        ("mất hộ chiếu bên Nhật", "abroad"),
    ],
)
def test_circumstances_are_read(question, known):
    assert known in WORDS.read(question).circumstances


@pytest.mark.parametrize("question", ["làm hộ chiếu mất bao lâu", "làm hộ chiếu mất mấy ngày"])
def test_what_takes_time_is_not_lost(question):
    assert "lost" not in WORDS.read(question).circumstances


@pytest.mark.parametrize(
    "question", ["vượt đèn đỏ bị phạt bao nhiêu", "lách luật sang tên xe kiểu gì"]
)
def test_a_question_that_no_part_answers_is_refused(question):
    assert WORDS.read(question).refused


def test_the_subject_is_what_the_search_gets():
    assert WORDS.read("Con tôi 5 tuổi làm hộ chiếu mất bao nhiêu tiền?").subject == ("làm hộ chiếu")


def test_a_question_of_nothing_but_its_part_has_no_subject():
    assert WORDS.read("bao nhiêu tiền").subject == ""


def test_words_of_officers_are_read_too():
    words = AnswerWords([("papers", "cần thứ chi"), ("child", "cu tèo")])
    asked = words.read("cu tèo làm hộ chiếu cần thứ chi")
    assert (asked.part, asked.circumstances) == (Part.PAPERS, {"child"})


@pytest.mark.parametrize(
    ("question", "part", "point"),
    [
        ("giấy ct07 có giá trị mấy năm", Part.RESULT, "validity"),
        ("bằng lái quốc tế xài được bao lâu", Part.RESULT, "validity"),
        ("báo lưu trú trước mấy giờ đêm", Part.TIME, "deadline"),
        ("mẹ em nằm một chỗ thì ai đi làm hộ chiếu thay", Part.WHO, "stead"),
        ("chị nộp giùm lý lịch tư pháp được không", Part.WHO, "stead"),
        ("mua xe bao lâu thì phải sang tên", Part.CONDITIONS, "obligation"),
        ("ảnh hộ chiếu cỡ mấy nền màu gì", Part.PAPERS, "photo"),
        ("làm lại căn cước có phải nộp thẻ cũ không", Part.PAPERS, "old_one"),
        ("quê Nghệ An làm căn cước ở đây được không", Part.WHERE, "elsewhere"),
        ("cháu 16 tuổi đi làm hộ chiếu một mình được không", Part.CONDITIONS, "alone"),
        ("tách hộ chủ hộ có phải đồng ý không", Part.CONDITIONS, "consent"),
        ("bằng lái quá hạn có phải thi lại không", Part.CONDITIONS, "retest"),
        ("nhận hộ chiếu tại nhà qua bưu điện được không", Part.RESULT, "delivery"),
    ],
)
def test_one_point_of_a_part_is_asked_for(question, part, point):
    asked = WORDS.read(question)
    assert (asked.part, asked.focus.code) == (part, point)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("làm hộ chiếu có được giảm tiền không", Part.FEE),
        ("chiều thứ sáu còn nhận gia hạn visa không", Part.HOURS),
        ("người nước ngoài có làm vneid được không", Part.CONDITIONS),
        ("chủ nhà hay khách phải khai", Part.WHO),
        ("mất căn cước giờ làm gì trước", Part.STEPS),
    ],
)
def test_the_way_of_asking_hints_at_a_part(question, part):
    asked = WORDS.read(question)
    assert asked.part == part


def test_another_bodys_paper_is_only_asked_for():
    asked = WORDS.read("làm hộ chiếu cho con có cần giấy khai sinh không")
    assert (asked.part, asked.foreign) == (Part.PAPERS, False)
    assert WORDS.read("làm giấy khai sinh cho con ở đâu").foreign


def test_time_that_is_spent_is_no_loss():
    assert "lost" not in WORDS.read("thẻ abtc làm mất bao lâu").circumstances
    assert "lost" in WORDS.read("làm mất hộ chiếu thì sao").circumstances


def test_a_question_is_not_about_what_one_only_has():
    asked = WORDS.read("người nước ngoài có thẻ tạm trú mua xe máy cần giấy tờ gì")
    assert (asked.things, "tạm trú" in asked.subject) == ({"vehicle"}, False)
    assert WORDS.read("chưa có hộ chiếu làm ở đâu").things == {"passport"}


def test_a_shorter_phrase_is_found_where_a_longer_one_has_other_marks():
    assert "damaged" in WORDS.read("thẻ căn cước gãy, đổi hết bao nhiêu").circumstances


@pytest.mark.parametrize(
    "question",
    ["biển số này chủ xe ở đâu", "số điện thoại này của ai ở đâu", "khai man tạm trú ra sao"],
)
def test_nobody_is_told_who_somebody_is_or_how_to_deceive(question):
    assert WORDS.read(question).refused


def test_what_belongs_to_a_known_point_is_not_refused():
    asked = WORDS.read("bằng lái mất hai lần có được cấp lại không phải thi không")
    assert (asked.focus.code, asked.refused) == ("retest", False)


@pytest.mark.parametrize("is_choice", [True, False])
def test_words_of_a_procedures_own_name_refuse_no_choice(is_choice):
    choice = "Tố cáo cán bộ Công an ngoài tố tụng hình sự: giấy tờ"
    assert WORDS.read(choice, is_choice=is_choice).refused is not is_choice
