"""The served document names the installation; the one in the repository nobody's."""

from tests import openapi


def served(client):
    return client.get("/api/schema/?format=json", headers={"Accept": "application/json"}).json()


def test_it_names_the_police_and_their_mail(client, db, settings):
    settings.POLICE_NAME, settings.PRIVACY_EMAIL = "Công an tỉnh Thử", "hoi@congan.example"
    settings.PUBLIC_URL = "https://congan.example"
    assert served(client)["info"]["contact"] == {
        "name": "Công an tỉnh Thử",
        "url": "https://congan.example",
        "email": "hoi@congan.example",
    }


def test_what_is_not_set_is_left_out_and_its_page_tries_the_same_machine(client, db, settings):
    settings.PRIVACY_EMAIL = settings.PUBLIC_URL = ""
    document = served(client)
    assert document["info"]["contact"].keys() == {"name"}
    assert [server["url"] for server in document["servers"]] == ["/"]
    assert document["paths"].keys() == openapi.document()["paths"].keys()


def test_the_document_of_all_says_where_the_contact_is():
    info = openapi.document()["info"]
    assert "/api/schema/" in info["contact"]["name"]
    assert info["license"]["identifier"] == "Apache-2.0"
