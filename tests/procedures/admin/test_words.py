"""Words of search, what people look for, what was published, the first page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from procedures import models
from tests.procedures.admin.browser import fields_of
from tests.procedures.factories import make_procedure, publish_procedure

NEW = {
    "abbreviation": {"abbreviation": "cccd", "expansion": "căn cước công dân"},
    "synonymgroup": {"canonical": "hộ chiếu", "forms": "passport\r\npát po"},
    "commonquestion": {"question": "Mất hộ chiếu làm sao?", "variants": "mat ho chieu"},
    "confusablepair": {"a": "tạm trú", "b": "lưu trú", "hint": "Lưu trú là ở ngắn ngày."},
    "elsewhere": {"terms": "khai sinh", "agency": "Uỷ ban nhân dân cấp xã"},
    "emergency": {"terms": "cháy nhà", "number": "114", "advice": "Gọi 114 ngay."},
    "aspect": {
        "name": "Cấp lại",
        "family": "hành động",
        "in_names": "cấp lại",
        "in_queries": "bị mất\r\nlàm lại",
    },
    "fillerword": {"text": "cần giấy tờ gì", "kind": "question"},
}


@pytest.fixture
def admin(sign_in):
    return sign_in(superuser=True)


def address(model, page="changelist", *arguments):
    return reverse(f"admin:procedures_{model}_{page}", args=arguments)


def table(model):
    return next(
        m
        for m in vars(models).values()
        if getattr(getattr(m, "_meta", None), "model_name", None) == model
    )


def add(client, model, **values):
    data = fields_of(client.get(address(model, "add")), f"{model}_form") | NEW[model] | values
    return client.post(address(model, "add"), data)


@pytest.mark.parametrize("model", NEW)
def test_adding_changing_and_deleting_words_moves_the_revision(admin, client, revision, model):
    assert add(client, model).status_code == 302
    row = table(model).objects.get()
    assert revision() == 1
    data = fields_of(client.get(address(model, "change", row.pk)), f"{model}_form")
    client.post(address(model, "change", row.pk), data | {"note": "Đã sửa"})
    assert (table(model).objects.get().note, revision()) == ("Đã sửa", 2)
    client.post(address(model, "delete", row.pk), {"post": "yes"})
    assert (table(model).objects.count(), revision()) == (0, 3)


@pytest.mark.parametrize("model", NEW)
def test_deleting_several_moves_the_revision(admin, client, revision, model):
    add(client, model)
    row = table(model).objects.get()
    client.post(
        address(model), {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    )
    assert (table(model).objects.count(), revision()) == (0, 2)


def test_words_lead_to_procedures(admin, client):
    procedure = make_procedure()
    add(client, "synonymgroup", procedures=[procedure.pk])
    assert list(models.SynonymGroup.objects.get().procedures.all()) == [procedure]


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("abbreviation", "can cuoc"),
        ("synonymgroup", "pat PO"),
        ("emergency", "chay nha 114"),
        ("elsewhere", "uy ban"),
        ("aspect", "lam lai"),
        ("fillerword", "giay to"),
    ],
)
def test_words_are_found_without_marks(admin, client, model, words):
    add(client, model)
    for text, count in ((words, 1), ("khong co", 0)):
        assert client.get(address(model), {"q": text}).context["cl"].result_count == count


@pytest.mark.parametrize("model", NEW)
def test_garbage_in_words_is_refused(admin, client, model):
    for name in NEW[model]:
        assert add(client, model, **{name: "a\0b"}).status_code == 400
        assert add(client, model, **{name: "x" * 5000}).status_code == 200
    assert not table(model).objects.exists()


def count(term, searches, misses, days_ago=0):
    day = timezone.localdate() - timedelta(days=days_ago)
    return models.SearchCount.objects.create(day=day, term=term, searches=searches, misses=misses)


def test_search_counts_lead_to_the_form_for_synonyms(admin, client):
    count("bien so dep", 9, 9)
    html = client.get(address("searchcount")).content.decode()
    link = "/quan-tri/procedures/synonymgroup/add/?forms=bien+so+dep"
    assert link in html
    assert "bien so dep" in fields_of(client.get(link), "synonymgroup_form")["forms"]


@pytest.mark.parametrize(
    ("parameters", "terms"),
    [
        ({}, ["a", "b", "c"]),
        ({"days": "1"}, ["a"]),
        ({"days": "7"}, ["a", "b"]),
        ({"found": "no"}, ["b", "c"]),
        ({"found": "never"}, ["c"]),
        ({"q": "Á"}, ["a"]),
    ],
)
def test_search_counts_are_filtered(admin, client, parameters, terms):
    count("a", 5, 0)
    count("b", 5, 2, days_ago=3)
    count("c", 5, 5, days_ago=40)
    assert (
        sorted(
            row.term
            for row in client.get(address("searchcount"), parameters).context["cl"].result_list
        )
        == terms
    )


@pytest.mark.parametrize("model", ["searchcount", "procedureversion"])
def test_read_only_lists_take_no_writing(admin, client, model):
    publish_procedure()
    row = count("a", 1, 1) if model == "searchcount" else models.ProcedureVersion.objects.get()
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "change", row.pk), {"reason": "x"}).status_code == 403
    assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_a_version_is_shown_as_citizens_saw_it(admin, client, save):
    procedure = publish_procedure(short_name="Tên lúc công bố")
    save(procedure, short_name="Tên mới")
    html = client.get(
        address("procedureversion", "change", procedure.versions.get().pk)
    ).content.decode()
    assert "Cần mang theo" in html
    assert "<h2>Tên lúc công bố</h2>" in html


def test_versions_are_found_without_marks(admin, client):
    publish_procedure(short_name="Đăng ký xe")
    publish_procedure(short_name="Khác")
    assert (
        client.get(address("procedureversion"), {"q": "dang ky xe"}).context["cl"].result_count == 1
    )


def test_the_first_page_counts_and_leads_to_the_lists(admin, client, save):
    publish_procedure()
    save(publish_procedure(), short_name="Khác")
    make_procedure(trust="needs_recheck")
    count("bien so dep", 3, 3)
    count("bien so dep", 4, 2, days_ago=1)
    response = client.get(reverse("admin:index"))
    found = response.context["groups"]["Danh mục thủ tục"]
    assert [card.number for card in found] == [1, 1, 1]
    for card in found:
        assert client.get(card.address).context["cl"].result_count == card.number
    ((_template, values),) = response.context["panels"]
    assert [(row.term, row.misses) for row in values["missed"]] == [("bien so dep", 5)]
