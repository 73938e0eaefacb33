"""POST reports/checks/."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import KindParticular, Report, RoutingRule
from tests.citizens.factories import citizen, client_of
from tests.for_each import for_each
from tests.offices.factories import office
from tests.reports.factories import kind

CHECKS = "/api/v1/reports/checks/"
VIET_TRI = {"latitude": 21.32, "longitude": 105.40}


def check(client, **body):
    values = {"kind": "traffic_violation", "identity": "confidential", **body}
    return client.post(CHECKS, values, content_type="application/json")


def test_a_draft_is_told_what_is_missing_and_who_would_receive_it(api, now, offices):
    found = check(api, plates=["xe trắng"]).json()
    assert found == {
        "danger": None,
        "emergencies": [],
        "missing": [{"pointer": "/body/words", "code": "words", "detail": "Sự việc thế nào?"}],
        "faults": [],
        "advice": [
            {
                "pointer": "/body/plates/0",
                "code": "plate_form",
                "detail": "«xe trắng» không giống biển số Việt Nam. Xem lại; nếu là biển nước "
                "ngoài thì để nguyên.",
            }
        ],
        "likelihood": "poor",
        "likelihood_reason": "Chưa gửi được, còn thiếu: nội dung.",
        "receiver": {
            "office": "tinh",
            "name": "Công an tỉnh Thử Nghiệm",
            "rule": "Công an cấp tỉnh",
            "citation": "NĐ 61/2026 Đ18",
        },
    }


def test_a_whole_draft_is_ready_and_nothing_of_it_is_kept(api, now, offices):
    whole = {
        "words": "Xe con vượt đèn đỏ ở ngã tư lúc đông người.",
        "occurred_from": "2026-11-22T07:30:00+07:00",
        "occurred_to": None,
        "place": {"words": "Ngã tư Hùng Vương", "certainty": "approximate", **VIET_TRI},
        "plates": ["29-B1\n123.45"],
        "contacts": [],
        "loss": None,
        "suspect": "",
        "about_office": "",
        "name": "",
        "address": "",
        "phone": "",
        "identity": "confidential",
        "language": "vi",
        "evidence": [
            {
                "media_type": "video/mp4",
                "captured_at": "2026-11-22T00:30:00Z",
                "own_recording": True,
            }
        ],
    }
    first = check(api, **whole)
    assert (first.json()["missing"], first.json()["advice"]) == ([], [])
    assert (first.json()["likelihood"], first["Cache-Control"]) == ("good", "no-store")
    with CaptureQueriesContext(connection) as captured:
        check(api, **whole)
    assert len(captured) == 0
    assert not Report.objects.exists()


def test_citizens_and_strangers_get_the_same_answer(api, now, offices):
    assert check(client_of(citizen())).json() == check(api).json()


@for_each(
    ("body", "pointer"),
    [
        ({"kind": "unknown"}, "/body/kind"),
        ({"kind": ""}, "/body/kind"),
        ({"kind": 7 * [1]}, "/body/kind"),
        ({"place": {"latitude": 21.3}}, "/body/place"),
        ({"place": {"latitude": 91, "longitude": 0}}, "/body/place/latitude"),
        ({"place": {"point": [1, 2]}}, "/body/place/point"),
        ({"place": "Ngã tư"}, "/body/place"),
        ({"plates": ["1" * 21]}, "/body/plates/0"),
        ({"plates": ["\u200b"]}, "/body/plates/0"),
        ({"plates": ["29A-12345"] * 11}, "/body/plates"),
        ({"words": "a" * 5_001}, "/body/words"),
        ({"loss": -1}, "/body/loss"),
        ({"loss": 10**16}, "/body/loss"),
        ({"occurred_from": "hôm qua"}, "/body/occurred_from"),
        ({"occurred_from": "0001-01-01T00:00:00+14:00"}, "/body/occurred_from"),
        ({"identity": "secret"}, "/body/identity"),
        ({"language": "tiếng Việt"}, "/body/language"),
        ({"evidence": [{"media_type": "image/jpeg"}] * 21}, "/body/evidence"),
        ({"evidence": [{}]}, "/body/evidence/0/media_type"),
        ({"sender": "x"}, "/body/sender"),
    ],
    ids=str,
)
def test_what_is_no_draft_is_refused_with_where_it_is_wrong(api, offices, body, pointer):
    answer = check(api, **body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


def test_invisible_and_odd_text_is_cleaned(api, now, offices):
    assert "words" in [one["code"] for one in check(api, words="\u200b \u202e").json()["missing"]]
    odd = check(api, words="🚗" * 40 + "e\u0301" * 30, place={"words": "\u202engược"})
    assert odd.status_code == 200


def test_a_kind_that_is_off_answers_the_lawful_way(api, offices):
    kind("crime", switched_on=False, lawful_way="Gọi 113, 24/24 giờ.")
    answer = check(api, kind="crime")
    assert (answer.status_code, answer.json()["code"]) == (422, "kind_closed")
    assert answer.json()["detail"] == "Gọi 113, 24/24 giờ."


def test_danger_comes_first_and_blocks_nothing(api, now, offices):
    far = "Quán bên cạnh hát karaoke ồn ào tới khuya, mong công an phường xử lý giúp. " * 10
    found = check(api, words=far + "Nhà ở đó đang cháy to lắm, cứu với.").json()
    danger = found["danger"]
    assert (danger["kind"], danger["number"]) == ("fire", "114")
    assert found["emergencies"] == [{"number": "114", "advice": danger["sentence"]}]
    assert found["missing"] == []
    harmless = check(api, words=far).json()
    assert (harmless["danger"], harmless["emergencies"]) == (None, [])


def test_a_place_in_another_province_is_taken_with_a_word(api, now, db):
    kind()
    office("cat-phu-tho", kind="province", name="Công an tỉnh Phú Thọ")
    here = check(api, place=VIET_TRI).json()
    there = check(api, place={"latitude": 21.03, "longitude": 105.85}).json()
    assert [one["code"] for one in here["advice"]] == []
    assert [one["code"] for one in there["advice"]] == ["another_province"]
    assert there["receiver"]["office"] == "cat-phu-tho"
    nowhere = check(api, place={"latitude": 0, "longitude": 0}).json()
    assert [one["code"] for one in nowhere["faults"]] == ["no_position"]


def test_without_offices_the_receiver_is_not_known(api, now, db):
    kind()
    assert check(api).json()["receiver"] is None


def test_who_lost_money_is_heard_as_a_crime_once_crimes_are_taken(api, now, offices):
    scam = kind("scam")
    KindParticular.objects.create(kind=scam, particular="loss", need="if_known", prompt="Mất?")
    crime = kind("crime", is_crime=True, lawful_way="Gọi 113.")
    RoutingRule.objects.filter(kind=crime).update(citation="BLTTHS Đ145")
    lost = check(api, kind="scam", topic="loan", loss=5).json()
    assert lost["receiver"]["citation"] == "BLTTHS Đ145"
    assert lost["faults"] == []


def test_checks_are_throttled(api, now, offices, settings):
    settings.THROTTLES = {**settings.THROTTLES, "report_check": 1}
    assert [check(api).status_code for _time in range(2)] == [200, 429]
