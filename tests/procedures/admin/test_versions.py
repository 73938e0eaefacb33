"""Published versions, for editors."""

from tests.procedures.admin.browser import address_of
from tests.procedures.factories import publish_procedure


def test_a_version_is_shown_as_citizens_saw_it(admin, client, save):
    procedure = publish_procedure(short_name="Tên lúc công bố")
    save(procedure, short_name="Tên mới")
    html = client.get(
        address_of("procedureversion", "change", procedure.versions.get().pk)
    ).content.decode()
    assert "Cần mang theo" in html
    assert "<h2>Tên lúc công bố</h2>" in html


def test_the_search_for_versions_ignores_marks(admin, client):
    publish_procedure(short_name="Đăng ký xe")
    publish_procedure(short_name="Khác")
    assert (
        client.get(address_of("procedureversion"), {"q": "dang ky xe"})
        .context_data["cl"]
        .result_count
        == 1
    )
