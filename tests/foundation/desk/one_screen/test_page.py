"""Notes, mentions and the answer on the page of one row; a question stands for every kind."""

import pytest
from django.urls import reverse

from citizens.privacy.export import export_citizen
from feedback.models import Question
from feedback.questions import actions
from foundation.desk.models import Mention, Note
from foundation.desk.one_screen import notes
from tests.citizens.factories import client_of
from tests.feedback.factories import officer_of, question

pytestmark = pytest.mark.django_db
PAGE, SAID = "feedback.question", "Công dân từng hỏi đội Hai"


def page(row, name="change"):
    return reverse(f"admin:feedback_question_{name}", args=[row.pk])


@pytest.fixture
def asked(lan, offices):
    return question(lan, office=offices.pk)


@pytest.fixture
def as_binh(client, binh):
    client.force_login(binh)
    return client


@pytest.fixture
def colleague(offices):
    return officer_of(offices)


def write_note(client, row, *named, text=SAID):
    return client.post(page(row, "note"), {"note": text, "mentioned": [one.pk for one in named]})


def test_a_note_can_be_written_at_any_time_and_citizens_never_read_it(as_binh, asked, lan, binh):
    actions.answer(asked, binh, "Mời ông/bà đến")
    assert write_note(as_binh, asked)["Location"] == page(asked)
    assert SAID in as_binh.get(page(asked)).content.decode()
    shown = client_of(lan).get(f"/api/v1/questions/{asked.pk}/").content.decode()
    assert SAID not in shown
    assert SAID not in str(export_citizen(lan))


def test_a_note_waits_in_the_list_of_whom_it_names_until_they_open_the_row(
    as_binh, client, asked, colleague
):
    write_note(as_binh, asked, colleague)
    client.force_login(colleague)
    named = f"{reverse('admin:feedback_question_changelist')}?state=mentioned"
    assert list(client.get(named).context_data["cl"].result_list) == [asked]
    client.get(page(asked))
    assert list(client.get(named).context_data["cl"].result_list) == []


def test_only_colleagues_who_see_the_row_can_be_named(as_binh, asked, other):
    stranger = officer_of(other)
    assert write_note(as_binh, asked, stranger).status_code == 200
    assert not Note.objects.exists()
    assert not Mention.objects.exists()


@pytest.mark.parametrize("text", ["", "x" * (Note.MAX_TEXT + 1)])
def test_a_note_has_words_and_an_end(as_binh, asked, text):
    assert write_note(as_binh, asked, text=text).status_code == 200
    assert not Note.objects.exists()


def test_who_only_reads_writes_no_notes(client, asked, offices):
    reader = officer_of(offices)
    reader.user_permissions.remove(*reader.user_permissions.filter(codename="answer_question"))
    client.force_login(reader)
    assert "Ghi chú nội bộ, nhắc" not in client.get(page(asked)).content.decode()
    assert write_note(client, asked).status_code == 403


def test_a_note_about_a_row_out_of_reach_is_refused(client, asked, other):
    client.force_login(officer_of(other))
    assert write_note(client, asked).status_code == 404
    assert not Note.objects.exists()


def test_notes_go_with_the_words_of_the_citizen(as_binh, asked, colleague):
    from feedback.questions.personal_data import forget_words

    write_note(as_binh, asked, colleague)
    forget_words(Question.objects.filter(pk=asked.pk))
    assert not Note.objects.exists()


def test_notes_are_encrypted_and_never_changed(as_binh, asked, binh):
    from django.db import DatabaseError, connection, transaction

    write_note(as_binh, asked)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM desk_note")
        assert SAID not in cursor.fetchone()[0]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Note.objects.update(key="another")


def test_only_what_is_new_is_sent_to_a_page_that_asks_for_it(as_binh, asked):
    part = as_binh.get(page(asked), headers={"X-Part": "conversation"}).content.decode()
    assert part.lstrip().startswith("<div")
    assert f'data-seen="{asked.messages.latest("pk").pk}"' in part


def test_a_note_changes_the_version_of_the_row(asked, binh):
    from django.contrib import admin

    shown = admin.site.get_model_admin(Question)
    before = shown.version(asked)
    notes.write(PAGE, asked.pk, binh, SAID)
    assert shown.version(asked) != before
