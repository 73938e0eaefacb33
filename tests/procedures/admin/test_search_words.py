"""The search words, edited by editors."""

import pytest

from procedures import models
from tests.procedures.admin.browser import address_of, fields_of
from tests.procedures.factories import make_procedure, publish_procedure, search_count

NEW = {
    "abbreviation": {"abbreviation": "cccd", "expansion": "căn cước công dân"},
    "synonymgroup": {"canonical": "hộ chiếu", "forms": "passport\r\npát po"},
    "commonquestion": {"question": "Mất hộ chiếu làm sao?", "variants": "mat ho chieu"},
    "confusablepair": {"a": "tạm trú", "b": "lưu trú", "hint": "Lưu trú là ở ngắn ngày."},
    "elsewhere": {"terms": "khai sinh", "agency": "Uỷ ban nhân dân cấp xã"},
    "signpost": {
        "name": "Hỏng đèn đường",
        "doors": "report_kind:site_report",
        "reason": "Chụp một ảnh.",
        "terms": "đèn đường",
        "with_any": "hỏng\r\ntắt",
    },
    "emergency": {"terms": "cháy nhà", "number": "114", "advice": "Gọi 114 ngay."},
    "aspect": {
        "name": "Cấp lại",
        "family": "hành động",
        "in_names": "cấp lại",
        "in_queries": "bị mất\r\nlàm lại",
    },
    "dangerkind": {"code": "fire", "number": "114", "sentence": "Gọi 114 ngay."},
    "dangerperson": {"name": "Vợ chồng", "terms": "chồng"},
    "dangeract": {"kind": "home", "terms": "tưng bừng"},
    "fillerword": {"text": "cần giấy tờ gì", "kind": "question"},
    "lawchange": {"id": "nd-320", "act": "320/2026/NĐ-CP", "what": "Định danh điện tử"},
}


def table(model):
    return next(
        m
        for m in vars(models).values()
        if getattr(getattr(m, "_meta", None), "model_name", None) == model
    )


def add(client, model, **values):
    data = fields_of(client.get(address_of(model, "add")), f"{model}_form") | NEW[model] | values
    return client.post(address_of(model, "add"), data)


@pytest.mark.parametrize("model", NEW)
def test_each_change_of_words_bumps_the_revision(admin, client, revision, model):
    assert add(client, model).status_code == 302
    row = table(model).objects.get()
    assert revision() == 1
    data = fields_of(client.get(address_of(model, "change", row.pk)), f"{model}_form")
    client.post(address_of(model, "change", row.pk), data | {"note": "Đã sửa"})
    assert (table(model).objects.get().note, revision()) == ("Đã sửa", 2)
    client.post(address_of(model, "delete", row.pk), {"post": "yes"})
    assert (table(model).objects.count(), revision()) == (0, 3)


@pytest.mark.parametrize("model", NEW)
def test_deleting_several_words_bumps_the_revision(admin, client, revision, model):
    add(client, model)
    row = table(model).objects.get()
    client.post(
        address_of(model),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )
    assert (table(model).objects.count(), revision()) == (0, 2)


def test_words_can_be_linked_to_procedures(admin, client):
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
        ("signpost", "den duong"),
        ("aspect", "lam lai"),
        ("fillerword", "giay to"),
    ],
)
def test_the_search_for_words_ignores_marks(admin, client, model, words):
    add(client, model)
    for text, count in ((words, 1), ("khong co", 0)):
        assert client.get(address_of(model), {"q": text}).context_data["cl"].result_count == count


@pytest.mark.parametrize("model", NEW)
def test_invalid_words_are_refused(admin, client, model):
    for name in NEW[model]:
        assert add(client, model, **{name: "a\0b"}).status_code == 400
        assert add(client, model, **{name: "x" * 5000}).status_code == 200
    assert not table(model).objects.exists()


@pytest.mark.parametrize("model", ["searchcount", "procedureversion"])
def test_read_only_lists_refuse_changes(admin, client, model):
    publish_procedure()
    row = (
        search_count("a", 1, 1) if model == "searchcount" else models.ProcedureVersion.objects.get()
    )
    assert client.get(address_of(model, "add")).status_code == 403
    assert client.post(address_of(model, "change", row.pk), {"reason": "x"}).status_code == 403
    assert client.post(address_of(model, "delete", row.pk), {"post": "yes"}).status_code == 403
