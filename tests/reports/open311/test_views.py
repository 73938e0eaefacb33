"""GET open311/v2/: what GeoReport v2 asks for, and nothing of a report that could lead anywhere."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from offices.snapshot import directory
from reports.models import Topic
from reports.workflow import Outcome, Status
from tests.offices.factories import office
from tests.reports.factories import kind, report

pytestmark = pytest.mark.django_db
ROOT = "/open311/v2"
# The fields of the specification (https://wiki.open311.org/GeoReport_v2/).
SERVICE = {"service_code", "service_name", "description", "metadata", "type", "keywords", "group"}
REQUEST = {
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
}
OURS = {"extended_attributes"}
SECRETS = ("ngõ 40", "Nắp hố ga", "21.3", "105.4")


@pytest.fixture
def lamps(offices, settings):
    """Return the kind of site reports, with Open311 on."""
    settings.OPEN311 = True
    row = kind("site_report", name="Phản ánh hiện trường", plain=True)
    Topic.objects.create(kind=row, code="road", name="Mặt đường, hố ga")
    return row


def site_reports(where, of, count, days_ago=10, **values):
    """Return reports of a hole in the road, sent some days ago."""
    sent = timezone.now() - timedelta(days=days_ago)
    told = {
        "words": "Nắp hố ga vỡ.",
        "place_words": "ngõ 40",
        "latitude": 21.3,
        "longitude": 105.4,
        "status": Status.RECEIVED,
        "topic": of.topics.first(),
        "first_received_at": sent,
        "changed_at": sent,
        "kind": of,
    }
    return [report(where, **{**told, **values}) for _number in range(count)]


def ask(client, name, **parameters):
    answer = client.get(f"{ROOT}/{name}", parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()


def xml_of(answer):
    return ET.fromstring(answer.content)  # noqa: S314  # our own answer


def test_it_is_off_unless_switched_on(client, offices):
    for name in ("discovery", "services", "services/road", "requests", "requests/0a"):
        assert client.get(f"{ROOT}/{name}.json").status_code == 404


def test_discovery_names_the_endpoint_in_both_formats(client, lamps):
    found = ask(client, "discovery.json")
    assert set(found) == {"changeset", "contact", "key_service", "endpoints"}
    (endpoint,) = found["endpoints"]
    assert endpoint["url"] == f"http://testserver{ROOT}"
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    answer = client.get(f"{ROOT}/discovery.xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    formats = xml_of(answer).findall("endpoints/endpoint/formats/format")
    assert [one.text for one in formats] == ["text/xml", "application/json"]


def test_services_are_the_topics(client, lamps):
    services = ask(client, "services.json")
    assert [set(one) for one in services] == [SERVICE, SERVICE]
    assert {one["service_code"] for one in services} == {"road", "site_report"}
    assert ask(client, "services/road.json") == {"service_code": "road", "attributes": []}


def test_requests_have_the_fields_of_the_specification(client, offices, lamps):
    site_reports(offices, lamps, 5)
    found = ask(client, "requests.json")
    assert [set(one) for one in found] == [REQUEST | OURS] * 5
    one = found[0]
    assert (one["status"], one["service_code"]) == ("open", "road")
    assert one["requested_datetime"] == "2026-11-13T00:00:00+07:00"  # the day only
    assert one["agency_responsible"] == offices.name
    assert ask(client, f"requests/{one['service_request_id']}.json") == [one]


def test_xml_says_the_same_as_json(client, offices, lamps):
    site_reports(offices, lamps, 5)
    root = xml_of(client.get(f"{ROOT}/requests.xml"))
    assert root.tag == "service_requests"
    asked = ask(client, "requests.json")
    told = [{field.tag: field.text for field in one} for one in root.findall("request")]
    for xml, json in zip(told, asked, strict=True):
        assert {name: xml[name] for name in REQUEST} == {name: json[name] for name in REQUEST}


def test_nothing_of_the_report_itself_goes_out(client, offices, lamps):
    rows = site_reports(offices, lamps, 5)
    for form in ("json", "xml"):
        body = client.get(f"{ROOT}/requests.{form}").content.decode()
        assert [secret for secret in SECRETS if secret in body] == []
        assert [row.number for row in rows if row.number in body] == []


def test_a_closed_report_says_what_became_of_it(client, offices, lamps):
    site_reports(
        offices,
        lamps,
        5,
        status=Status.CONCLUDED,
        outcome=Outcome.HANDLED,
        ended_at=timezone.now(),
    )
    one = ask(client, "requests.json", status="closed")[0]
    assert one["status_notes"] == "Đã xử lý"
    assert one["extended_attributes"] == {"outcome": "handled"}
    assert ask(client, "requests.json", status="open") == []


def test_few_reports_of_an_office_and_month_are_not_listed(client, offices, lamps):
    quiet = office("ca-xa-vang", name="Công an xã Vắng")
    site_reports(quiet, lamps, 4)
    site_reports(offices, lamps, 5)
    found = ask(client, "requests.json")
    assert {one["agency_responsible"] for one in found} == {offices.name}
    assert len(found) == 5


def test_what_is_asked_does_not_change_which_are_few(client, offices, lamps):
    site_reports(offices, lamps, 3, days_ago=20)
    site_reports(offices, lamps, 2, days_ago=9)
    day = {"start_date": "2026-11-14T00:00:00+07:00", "end_date": "2026-11-14T00:00:00+07:00"}
    assert len(ask(client, "requests.json", **day)) == 2
    site_reports(offices, lamps, 1, status=Status.SENT)
    assert len(ask(client, "requests.json")) == 5


@pytest.mark.parametrize("status", [Status.SENT, Status.WITHDRAWN, Status.DECLINED])
def test_what_nobody_began_with_is_not_listed(client, offices, lamps, status):
    ended = None if status is Status.SENT else timezone.now()
    site_reports(offices, lamps, 5, status=status, ended_at=ended)
    assert ask(client, "requests.json") == []


def test_reports_of_yesterday_are_not_listed_yet(client, offices, lamps, now):
    site_reports(offices, lamps, 5, days_ago=1)
    assert ask(client, "requests.json") == []
    now("2026-11-24 09:00")
    assert len(ask(client, "requests.json")) == 5


def test_other_kinds_are_never_listed(client, offices, lamps):
    site_reports(offices, lamps, 5, kind=kind(), topic=None)
    assert ask(client, "requests.json") == []


def test_an_answer_is_as_long_as_asked_for(client, offices, lamps):
    site_reports(offices, lamps, 5, days_ago=100)
    assert ask(client, "requests.json") == []  # the last 90 days
    assert len(ask(client, "requests.json", end_date="2026-10-01T00:00:00Z")) == 5
    first = ask(client, "requests.json", start_date="2026-08-01T00:00:00Z")[0]
    ids = f"{first['service_request_id']},nobody"
    assert ask(client, "requests.json", service_request_id=ids, status="closed") == [first]
    assert ask(client, "requests.json", service_code="lamp") == []


def test_a_listing_costs_one_query_and_is_kept_for_minutes(
    client, offices, lamps, django_assert_num_queries
):
    site_reports(offices, lamps, 5)
    ask(client, "services.json")
    directory.current()
    with django_assert_num_queries(1):
        ask(client, "requests.json")
    with django_assert_num_queries(0):
        ask(client, "requests.json")


@pytest.mark.parametrize(
    "parameters",
    [
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-10-01T00:00:00Z"},
        {"start_date": "2026-10-01T00:00:00Z", "end_date": "2026-09-01T00:00:00Z"},
        {"start_date": "2026-10-01"},
        {"start_date": "hôm qua"},
        {"end_date": "0001-01-01T00:00:00Z"},
        {"end_date": "9999-12-31T23:59:59-23:00"},
        {"status": "lost"},
        {"service_request_id": ",".join(["x"] * 1001)},
    ],
)
def test_bad_parameters_are_refused_in_the_format_asked_for(client, lamps, parameters):
    answer = client.get(f"{ROOT}/requests.json", parameters)
    assert (answer.status_code, answer.json()[0]["code"]) == (400, 400)
    answer = client.get(f"{ROOT}/requests.xml", parameters)
    assert xml_of(answer).find("error/code").text == "400"


def test_what_is_unknown_is_not_found(client, lamps):
    for name in ("services/nothing.json", "requests/nothing.json"):
        answer = client.get(f"{ROOT}/{name}")
        assert (answer.status_code, answer.json()[0]["code"]) == (404, 404)
    assert client.get(f"{ROOT}/services.html").status_code == 404


def test_parameters_of_other_services_do_not_matter(client, lamps):
    ask(client, "services.json", jurisdiction_id="phutho.gov.vn", api_key="x", status="")
    assert client.get(f"{ROOT}/services.xml", headers={"Accept": "text/xml"}).status_code == 200
