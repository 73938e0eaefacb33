"""Every page of the admin opens, with a number of queries that does not grow with the rows."""

import os

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from model_bakery import baker

from procedures.models import Procedure
from tests.for_each import for_each
from tests.procedures.factories import make_procedure
from tests.routes import make

MODELS = list(admin.site._registry)
MAX_QUERIES = 48
MAX_QUERIES_OF_FIRST_PAGE = 56  # most cards count rows of their own
MANY = 20
# Admins with the same bases build their lists alike: one of each family gets many rows, always the
# same one, and each of them where everything is tested.
# One row for each of a few kinds: there are never 20.
FIXED = {"procedures.DangerKind", "offices.OpeningRule"}
GROWABLE = {one: page for one, page in admin.site._registry.items() if one._meta.label not in FIXED}
FAMILIES = {type(page).__bases__: model for model, page in GROWABLE.items()}
GROWING = [*GROWABLE] if os.environ.get("TEST_EVERYTHING") else [*FAMILIES.values()]

pytestmark = pytest.mark.django_db
each_model = for_each("model", MODELS, ids=lambda model: model._meta.label)


@pytest.fixture(autouse=True)
def _the_same_texts():
    """Generate the same texts in every run.

    A search that finds nothing would need fewer queries.
    """
    baker.seed(2026)
    yield
    baker.seed(None)


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def queries_of(client, address):
    """Return the number of queries of a page that opens, once Django's caches are filled."""
    queries_again(client, address)
    return queries_again(client, address)


def queries_again(client, address):
    """Return the number of queries of a page that opens; the first time, more than later."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return len(captured)


def rows(model, number):
    return [make(model) for _number in range(number)]


@each_model
def test_pages_cost_the_same_for_1_and_20_rows(admin_client, rf, admin_user, model):
    """One set of rows serves all pages: for many models, making 20 costs more than the pages."""
    request = rf.get("/")
    request.user = admin_user
    (row,) = rows(model, 1)
    whole, change = page(model, "changelist"), page(model, "change", row.pk)
    opened = [whole, change]
    if admin.site._registry[model].has_add_permission(request):
        opened.append(page(model, "add"))
    else:
        assert admin_client.get(page(model, "add")).status_code == 403
    admin_client.get(whole)
    count = queries_of if model in GROWING else queries_again  # only equal counts need warm caches
    one = {address: count(admin_client, address) for address in opened}
    one[f"{whole}?q=a"] = queries_again(admin_client, f"{whole}?q=a")
    if model in GROWING:
        rows(model, MANY - 1)
        assert {address: queries_again(admin_client, address) for address in one} == one
    one["history"] = queries_again(admin_client, page(model, "history", row.pk))
    assert max(one.values()) <= MAX_QUERIES, one


def large(number):
    """Return a procedure's parts, `number` of each kind that may repeat."""
    cases = [f"Trường hợp {i}" for i in range(number)]
    return {
        "cases": cases,
        "documents": [{"case": case, "name": f"Giấy tờ {case}"} for case in cases],
        "steps": [{"case": case, "title": f"Bước {case}"} for case in cases],
        "channels": [
            {"kind": "direct", "time_relation": "alternatives" if number > 1 else "single"}
        ],
        "time_limits": [
            {"value": i + 1, "unit": "day", "condition": case} for i, case in enumerate(cases)
        ],
        "fee_status": "confirmed",
        "fees": [{"amount": 1000 * (i + 1), "condition": case} for i, case in enumerate(cases)],
        "forms": [{"form": f"mau-{i}"} for i in range(number)],
        "legal_basis": [{"number": str(i)} for i in range(number)],
        "sources": [{"name": case, "type": "press"} for case in cases],
    }


@pytest.mark.parametrize("name", ["change", "preview"])
def test_a_procedure_costs_the_same_for_few_and_many_parts(admin_client, name):
    small, big = make_procedure(**large(1)), make_procedure(**large(MANY))
    assert queries_of(admin_client, page(Procedure, name, small.pk)) == queries_of(
        admin_client, page(Procedure, name, big.pk)
    )


def test_the_first_page_and_the_work_list_cost_the_same_for_1_and_20_rows(admin_client):
    addresses = [reverse("admin:index"), reverse("admin:procedures_procedure_recheck")]
    make_procedure(trust="needs_recheck")
    one = [queries_of(admin_client, address) for address in addresses]
    for _number in range(MANY - 1):
        make_procedure(trust="needs_recheck")
    assert [queries_of(admin_client, address) for address in addresses] == one
    assert max(one) <= MAX_QUERIES_OF_FIRST_PAGE


# Edited on the pages of another, or written by the service only.
WITHOUT_PAGES = {
    "announcements.AnnouncementDay",
    "announcements.AnnouncementEvent",  # on the page of its announcement
    "announcements.AnnouncementVersion",
    "announcements.Picture",
    "citizens.Follow",  # exported to the citizen, shown to nobody
    "citizens.WebhookEvent",
    "announcements.Article",  # on the page of its announcement
    "announcements.ArticleDay",
    "announcements.Broadcast",
    "announcements.NewsVisitDay",
    "official_accounts.Connection",  # consents under way
    "official_accounts.FeatureStop",  # on the page of its account
    "official_accounts.OaToken",
    "dossiers.DossierEvent",  # on the page of its dossier
    "dossiers.ImportBlock",
    "dossiers.ImportFault",
    "citizens.EndedSession",
    "citizens.VisitDay",
    "citizens.Notice",
    "citizens.NoticeReading",  # which of them were read, encrypted
    "citizens.NoticePreference",
    "desk.Mention",  # these on the page of their row
    "desk.Note",
    "desk.Viewing",
    "desk.SavedView",  # above its list
    "desk.SentForm",  # hashes of what was sent
    "desk.Draft",  # on the form that it belongs to
    "dossiers.DossierDay",
    "dossiers.Follow",
    "dossiers.Proof",
    "feedback.NeedCount",
    "feedback.FollowUpEvent",
    "feedback.FollowUpMessage",
    "feedback.Photo",
    "feedback.PublishedFigure",
    "feedback.QuestionDay",
    "feedback.QuestionEvent",
    "feedback.QuestionMessage",
    "feedback.RatingTotal",
    "feedback.SatisfactionRelease",
    "feedback.UsedMark",
    "officers.AccountReview",  # on the page of reviews
    "officers.ConfirmedStep",  # on the page «Bắt đầu»
    "officers.PastPassword",
    "api.IdempotencyKey",
    "events.Event",
    "publishing.Revision",
    "records.Identity",  # one row, of this database
    "records.TimerRun",  # on the administrator's first page
    "procedures.DraftEdit",
    "procedures.AnswerCount",
    "procedures.AnswerMiss",
    "procedures.ReadCount",
    "procedures.SearchDay",
    "reception.QueueDay",  # on call screens
    "reception.Screen",  # on the page of its counter
    "reception.Slot",  # made when somebody books
    "reports.CustodyEntry",  # these on the page of their report
    "reports.Evidence",
    "reports.HandOver",
    "reports.HandlingOpinion",
    "reports.Incident",
    "reports.ReportDay",
    "reports.ReportEvent",
    "reports.ReportMessage",
    "reports.ReportedPlate",
    "reports.RegisterBook",  # numbers of reports
    "reports.ReceivedEvidence",  # the register, read by verify_evidence
    "reports.ReporterSeal",
    "reports.SealOpening",
    "reports.SendingDay",
}


def test_every_model_has_admin_pages_or_is_excused():
    from tests.test_models import MODELS as ALL

    inlines = {inline.model for shown in admin.site._registry.values() for inline in shown.inlines}
    assert {
        model._meta.label for model in ALL if model not in MODELS and model not in inlines
    } == WITHOUT_PAGES
