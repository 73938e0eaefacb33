"""Parameters of a template, and faults of values."""

import unicodedata

import pytest

from tests.for_each import for_each
from tests.zalo_client.test_graph import failing
from zalo_client import replies
from zalo_client.errors import Reason
from zalo_client.simulator import Fault
from zalo_client.templates import (
    NOTIFICATION_TEMPLATE,
    Parameter,
    Template,
    composed,
    read_template,
)

NAME = Parameter("name", max_length=5, min_length=2)


@for_each(
    ("parameter", "value", "fault"),
    [
        (NAME, "Nguyễ", ""),
        (NAME, "Nguyễn", "dài 6 chữ, mẫu nhận 5"),
        (NAME, "N", "dài 1 chữ, mẫu cần 2"),
        (NAME, "", "thiếu giá trị"),
        (NAME, None, "thiếu giá trị"),
        (Parameter("note", accepts_empty=True), "", ""),
        (Parameter("note", required=False), None, ""),
        (Parameter("fee", is_number=True), "1.200.000", ""),
        (Parameter("fee", is_number=True), "miễn phí", "mẫu chỉ nhận số"),
    ],
)
def test_a_value_is_checked_against_its_parameter(parameter, value, fault):
    assert parameter.fault_of(value) == fault


def test_letters_are_counted_composed():
    decomposed = unicodedata.normalize("NFD", "Nguyễ")  # five letters in seven code points
    assert (len(decomposed), NAME.fault_of(composed(decomposed))) == (7, "")


def test_faults_are_reported_by_parameter():
    template = Template((NAME, Parameter("code", max_length=3)))
    assert template.faults({"name": "An", "code": "A-123", "other": "x"}) == {
        "code": "dài 5 chữ, mẫu nhận 3"
    }
    assert template.strange_names(["name", "other"]) == ["other"]


def test_a_title_of_a_notification_has_32_letters():
    rest = dict.fromkeys(("contentTitle", "contentDescription", "buttonText", "buttonUrl"), "x")
    assert NOTIFICATION_TEMPLATE.faults({**rest, "title": "x" * 32}) == {}
    assert set(NOTIFICATION_TEMPLATE.faults({**rest, "title": "x" * 33})) == {"title"}


def test_a_template_is_read_from_zalo(zalo, oa):
    zalo.world.templates["7"] = {"code": 30}
    template = oa.template(zalo.world.oa_pair()[0], "7")
    assert template.parameters == (Parameter("code", max_length=30, min_length=1),)
    assert template.status == "ENABLE"
    assert zalo.received[-1].path == "/template/info/v2?template_id=7"


def test_an_id_of_a_template_is_encoded(zalo, oa):
    failing(oa.template, zalo.world.oa_pair()[0], "7&x=1")
    assert zalo.received[-1].path == "/template/info/v2?template_id=7%26x%3D1"


@for_each("listed", [None, "x", [1], [{}], [{"name": 5}], [{"name": "a"}] * 51])
def test_strange_parameters_are_malformed(listed):
    with pytest.raises(replies.Malformed):
        read_template({"listParams": listed})


def test_a_template_without_an_answer_holds_no_messages_back(zalo, oa):
    token, user = zalo.world.oa_pair()[0], zalo.world.add_user(follows=True)
    zalo.plan("template_info", Fault.status(502), times=None)
    for _ in range(6):
        assert failing(oa.template, token, "100200").reason in {Reason.STATUS, Reason.BREAKER}
    assert oa.send_template_to_phone(token, "+" + user.phone, "100200", {}, "t")
