"""Lists of procedures: columns, search, filters, cost."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procedures.models import SynonymGroup
from tests.for_each import for_each
from tests.procedures.factories import (
    make_field,
    make_procedure,
    publish_procedure,
    withdraw_procedure,
)

LIST = "/quan-tri/procedures/procedure/"
RECHECK = "/quan-tri/procedures/procedure/can-kiem-tra/"
LISTS = [
    LIST,
    RECHECK,
    "/quan-tri/procedures/procedureversion/",
    "/quan-tri/procedures/synonymgroup/",
    "/quan-tri/",
]


def names(response):
    """Return the short names of the rows of a list, in order."""
    return [str(row) for row in response.context_data["cl"].result_list]


@pytest.fixture
def three(editor):
    return [
        publish_procedure(
            short_name="Đăng ký thường trú",
            code="1.004222",
            former_codes=["2.001234"],
            keywords=["nhập hộ khẩu"],
        ),
        make_procedure(
            short_name="Cấp hộ chiếu",
            code="1.001456",
            levels=["tinh"],
            trust="needs_recheck",
            fee_status="unverified",
        ),
        withdraw_procedure(
            short_name="Xoá đăng ký",
            trust="needs_recheck",
            online_level="partial",
            online_note="Cần bản giấy",
        ),
    ]


@for_each(
    ("words", "found"),
    [
        ("thuong tru", ["Đăng ký thường trú"]),
        ("TRÚ đăng", ["Đăng ký thường trú"]),
        ("1.004222", ["Đăng ký thường trú"]),
        ("2.001234", ["Đăng ký thường trú"]),
        ("nhap ho khau", ["Đăng ký thường trú"]),
        ("dang ky", ["Đăng ký thường trú", "Xoá đăng ký"]),
        ("dang ky ho chieu", []),
        ("%", []),
        ("_", []),
    ],
)
def test_a_search_needs_every_word_and_ignores_marks(three, client, words, found):
    assert sorted(names(client.get(LIST, {"q": words}))) == sorted(found)


@for_each(
    ("parameters", "found"),
    [
        ({"state__exact": "withdrawn"}, ["Xoá đăng ký"]),
        ({"trust__exact": "needs_recheck"}, ["Cấp hộ chiếu", "Xoá đăng ký"]),
        ({"fee_status__exact": "unverified"}, ["Cấp hộ chiếu"]),
        ({"online_level__exact": "partial"}, ["Xoá đăng ký"]),
        ({"level": "tinh"}, ["Cấp hộ chiếu"]),
        ({"level": "khong-co"}, ["Cấp hộ chiếu", "Xoá đăng ký", "Đăng ký thường trú"]),
        ({"field__code__exact": "cutru"}, ["Cấp hộ chiếu", "Xoá đăng ký", "Đăng ký thường trú"]),
        ({"draft": "differs"}, []),
    ],
)
def test_the_list_can_be_filtered(three, client, parameters, found):
    assert sorted(names(client.get(LIST, parameters))) == found


def test_the_list_shows_code_state_and_date(three, client):
    html = client.get(LIST).content.decode()
    assert all(
        text in html
        for text in (
            "1.004222 · Lĩnh vực cutru",
            "Đang công bố",
            "Bản nháp",
            "Đã gỡ",
            "Cần xác minh",
            "01/11/2026",
        )
    )


def test_drafts_that_differ_are_marked(three, client, save):
    procedure = three[0]
    save(procedure, short_name="Đăng ký thường trú mới")
    assert names(client.get(LIST, {"draft": "differs"})) == ["Đăng ký thường trú mới"]
    assert "Bản nháp khác" in client.get(LIST, {"q": "thuong tru"}).content.decode()
    save(procedure, short_name="Đăng ký thường trú")
    assert names(client.get(LIST, {"draft": "differs"})) == []


def test_the_work_list_is_oldest_first_without_finished_ones(editor, client):
    make_procedure(short_name="Mới", trust="amended", as_of="2026-10-01")
    make_procedure(
        short_name="Cũ",
        fee_status="by_circular_48_2022",
        as_of="2026-01-01",
        doubts=["Thông tư 48 đã hết hiệu lực?"],
    )
    make_procedure(short_name="Còn điểm", as_of="2026-05-01", doubts=["Sửa theo bản sao."])
    publish_procedure(short_name="Xong", public_doubt="Gọi hỏi trước.")
    withdraw_procedure(short_name="Đã gỡ", trust="needs_recheck")
    response = client.get(RECHECK)
    assert names(response) == ["Cũ", "Còn điểm", "Mới"]
    assert "Thông tư 48 đã hết hiệu lực?" in response.content.decode()
    sidebar = response.context_data["sidebar_navigation"]
    badges = [str(item["badge"]) for group in sidebar for item in group["items"] if "badge" in item]
    assert badges == ["3"]


@pytest.mark.parametrize("address", LISTS)
def test_lists_cost_the_same_for_1_and_20_rows(sign_in, client, address):
    sign_in(superuser=True)

    def add(count):
        for number in range(count):
            procedure = publish_procedure(
                doubts=["Chưa rõ"],
                fee_status="unverified",
                field=f"lv{number}",
                by=User.objects.get(),
            )
            SynonymGroup.objects.create(
                canonical=procedure.short_name, field=make_field()
            ).procedures.add(procedure)

    add(1)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    add(19)
    with CaptureQueriesContext(connection) as twenty:
        client.get(address)
    assert len(twenty) == len(one)


@pytest.fixture
def superuser_with_a_procedure(sign_in, client):
    sign_in(superuser=True)
    publish_procedure()
    return client


@for_each("address", LISTS)
@for_each(
    "query",
    [
        "q=%00",
        "q=%FF",
        "p=99999999999",
        "p=-1",
        "o=99",
        "o=abc",
        "draft=x",
        "level=%22",
        "days=x",
        "xyz=1",
        "_facets=True",
        "all=",
    ],
)
def test_garbage_in_the_address_does_not_break_a_list(superuser_with_a_procedure, address, query):
    answer = superuser_with_a_procedure.get(f"{address}?{query}")
    assert answer.status_code in {200, 302, 400}


def test_autocomplete_ignores_marks(three, client):
    address = reverse("admin:autocomplete")
    found = client.get(
        address,
        {
            "term": "thuong tru",
            "app_label": "procedures",
            "model_name": "procedure",
            "field_name": "superseded_by",
        },
    )
    assert [row["text"] for row in found.json()["results"]] == ["Đăng ký thường trú"]
