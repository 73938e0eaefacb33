"""A procedure's forms on one day, as citizens read them."""

from datetime import date

from procedures.official_forms.of_day import NO_FILE, ONLINE, RECEIVED, forms_of_day
from tests.for_each import for_each

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)


def form(code, **values):
    return {
        **dict.fromkeys(("effective_from", "effective_to")),
        "id": code.lower(),
        "code": code,
        "name": f"Tờ khai {code}",
        "legal_basis": "Thông tư 1",
        "purpose": "fill_in",
        "link": f"https://bocongan.gov.vn/{code}.pdf",
        "link_source": "Bộ Công an",
        "certainty": "text_read",
        "confirmed": False,
        **values,
    }


def use(*chain, **values):
    return {"condition": "", "copies": None, "filled_online": False, "chain": chain, **values}


OLD = form("TK01", id="cu", effective_to="2026-06-30")
NEW = form("TK02", effective_from="2026-07-01", legal_basis="Thông tư 69/2026/TT-BCA")
TOLD = "mẫu TK02 ban hành kèm Thông tư 69/2026/TT-BCA"


def test_the_form_in_force_is_shown_until_the_last_minute_of_its_last_day():
    (shown,) = forms_of_day([use(OLD, NEW)], BEFORE)
    assert (shown["code"], shown["replaced"]) == ("TK01", "")
    assert shown["link"].endswith("TK01.pdf")
    assert shown["external"] is True
    assert shown["later"] == f"từ 01/07/2026: {TOLD}"


def test_the_next_day_the_replacement_is_shown_and_the_old_form_has_no_file():
    new, old = forms_of_day([use(OLD, NEW)], AFTER)
    assert (new["code"], new["replaced"], new["link"][-8:]) == ("TK02", "", "TK02.pdf")
    assert old["replaced"] == f"Mẫu này đã được thay bằng {TOLD} từ 01/07/2026."
    assert (old["link"], old["link_source"], old["external"], old["how"]) == ("", "", False, "")


def test_replaced_forms_come_last_and_a_shared_replacement_once():
    other = form("TK03", effective_to="2026-06-30")
    shown = forms_of_day([use(OLD, NEW), use(other, NEW), use(form("A"))], AFTER)
    assert [row["code"] for row in shown] == ["TK02", "A", "TK01", "TK03"]


@for_each(
    ("chain", "replaced"),
    [
        ([OLD], "Mẫu này không còn dùng từ 01/07/2026."),
        (
            [OLD, {**NEW, "effective_from": "2026-08-01"}],
            f"Mẫu này sẽ được thay bằng {TOLD} từ 01/08/2026.",
        ),
        (
            [OLD, form("", name="Đơn", legal_basis="", effective_from=None)],
            "Mẫu này đã được thay bằng mẫu «Đơn» từ 01/07/2026.",
        ),
    ],
)
def test_an_expired_form_shows_its_replacement(chain, replaced):
    assert forms_of_day([use(*chain)], AFTER)[-1]["replaced"] == replaced


def test_a_form_without_a_first_day_follows_the_previous_one():
    (shown,) = forms_of_day([use(OLD, form("TK02"))], BEFORE)
    assert (shown["code"], shown["later"][:13]) == ("TK01", "từ 01/07/2026")


def test_the_last_of_overlapping_forms_applies():
    still = {**OLD, "effective_to": "2026-12-31"}
    assert [row["code"] for row in forms_of_day([use(still, NEW)], AFTER)] == ["TK02", "TK01"]


@for_each(
    ("values", "later"),
    [
        ({"effective_from": "2026-09-01"}, "dùng từ 01/09/2026"),
        ({"effective_to": "2026-09-01"}, "dùng đến hết 01/09/2026"),
        ({}, ""),
    ],
)
def test_a_form_shows_its_last_day(values, later):
    assert forms_of_day([use(form("A", **values))], AFTER)[0]["later"] == later


@for_each(
    ("given", "how"),
    [
        (use(form("A")), ""),
        (use(form("A", link="")), NO_FILE),
        (use(form("A", link=""), filled_online=True), f"{ONLINE} {NO_FILE}"),
        (use(form("A"), filled_online=True), ONLINE),
        (use(form("A", link="", purpose="received")), RECEIVED),
    ],
)
def test_people_read_how_to_get_a_form(given, how):
    assert forms_of_day([given], AFTER)[0]["how"] == how


@for_each(
    ("values", "certain", "doubt"),
    [
        ({}, True, ""),
        ({"certainty": "reported"}, False, "nên hỏi lại"),
        ({"certainty": "unsettled"}, False, "Chưa rõ mẫu nào"),
        ({"certainty": "unsettled", "confirmed": True}, True, ""),
    ],
)
def test_a_form_is_never_shown_as_more_certain_than_it_is(values, certain, doubt):
    shown = forms_of_day([use(form("A", **values))], AFTER)[0]
    assert (shown["certain"], doubt in shown["doubt"], bool(shown["doubt"])) == (
        certain,
        True,
        not certain,
    )
