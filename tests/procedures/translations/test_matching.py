"""Which translation belongs to which Vietnamese text."""

from procedures.translations.matching import match


def row(source, order, field="steps.title"):
    return {"field": field, "source": source, "order": order, "words": source.upper()}


def test_a_text_that_moved_keeps_its_translation():
    found = match({"steps.title": ["mới", "nộp"]}, [row("nộp", 0)])
    assert (list(found.current), found.stale, found.lost) == ([("steps.title", "nộp")], {}, [])


def test_a_changed_text_is_recognised_by_its_place():
    found = match({"steps.title": ["nộp", "nhận kết quả"]}, [row("nộp", 0), row("nhận", 1)])
    assert list(found.current) == [("steps.title", "nộp")]
    assert found.stale["steps.title", "nhận kết quả"]["words"] == "NHẬN"


def test_a_translation_of_a_removed_text_is_lost():
    found = match({"steps.title": ["nộp"]}, [row("nộp", 0), row("nhận", 1), row("x", 0, "lạ")])
    assert [one["source"] for one in found.lost] == ["nhận", "x"]


def test_the_first_of_two_old_translations_at_one_place_is_kept():
    found = match({"steps.title": ["mới"]}, [row("a", 0), row("b", 0)])
    assert found.stale["steps.title", "mới"]["source"] == "a"
    assert [one["source"] for one in found.lost] == ["b"]
