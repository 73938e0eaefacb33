"""Officers decide conflicts between an import and a dossier."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from citizens.models import Notice
from dossiers import actions
from dossiers.importing import conflicts
from dossiers.models import Dossier, DossierEvent, ImportConflict, Proof
from dossiers.workflow import Facts, Status
from offices.working_time.calendar import ZONE
from tests.citizens.factories import citizen
from tests.dossiers.importing.conftest import counts
from tests.dossiers.importing.making import good
from tests.dossiers.importing.test_running import everything
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(province):
    """Return an officer of the office who may decide conflicts and correct dossiers."""
    user = offices.officer(province).user
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["settle_conflict", "correct_dossier"])
    )
    return user


@pytest.fixture
def contradict(load):
    """Return a function that creates a conflict about the good row."""

    def contradict(**values):
        load([good()])
        load([good(**values)])
        return ImportConflict.objects.get()

    return contradict


@pytest.mark.parametrize(
    ("values", "column", "expected"),
    [
        ({"MaTTHC": "1.001457"}, "procedure_id", "ho-chieu"),
        ({"DonViXuLy": "Công an tỉnh Thử Nghiệm"}, "office_id", "tinh"),
        ({"ChuHoSo": "Trần Thị B"}, "applicant_folded", "tran thi b"),
        ({"SoDienThoai": "0987654321"}, "applicant_phone", "+84987654321"),
        ({"TrangThaiHoSo": "2"}, "status", "accepted"),
    ],
)
def test_an_accepted_value_is_written_with_an_event(contradict, leader, values, column, expected):
    offices.province()
    conflict = contradict(**values)
    before = DossierEvent.objects.count()
    conflicts.accept(conflict.pk, leader, "Đã đối chiếu hồ sơ giấy")
    conflict.refresh_from_db()
    assert (conflict.state, conflict.row, conflict.settled_by) == ("accepted", "", leader)
    assert getattr(Dossier.objects.get(), column) == expected
    assert DossierEvent.objects.count() == before + 1
    assert "Đã đối chiếu" in DossierEvent.objects.order_by("-pk").first().internal_note


def test_an_accepted_due_date_is_promised(contradict, leader):
    conflict = contradict(NgayHenTra="30/09/2026")
    conflicts.accept(conflict.pk, leader, "Theo giấy hẹn")
    event = DossierEvent.objects.order_by("-pk").first()
    assert (Dossier.objects.get().due_at.astimezone().day in (30, 1), event.kind) == (
        True,
        "due_moved",
    )
    assert event.details["due_to"].startswith("2026-09-30")


def test_after_a_decision_the_same_file_changes_nothing(contradict, leader, load):
    conflict = contradict(NgayTiepNhan="17/09/2026 08:30", NgayHenTra="28/09/2026")
    conflicts.accept(conflict.pk, leader, "Theo giấy hẹn")
    before = everything()
    assert counts(load([good(NgayTiepNhan="17/09/2026 08:30", NgayHenTra="28/09/2026")])) == (
        0,
        0,
        1,
        0,
        0,
    )
    assert everything() == before


def test_a_rejected_value_is_not_asked_about_again(contradict, leader, load):
    conflict = contradict(TrangThaiHoSo="2")
    before = everything()[:2]
    conflicts.reject(conflict.pk, leader, "Tệp cũ")
    load([good(TrangThaiHoSo="2")])
    assert everything()[:2] == before
    assert ImportConflict.objects.get().state == "rejected"


def test_a_decision_needs_a_reason_and_is_final(contradict, leader):
    conflict = contradict(TrangThaiHoSo="2")
    with pytest.raises(ValidationError):
        conflicts.reject(conflict.pk, leader, " ")
    conflicts.reject(conflict.pk, leader, "Tệp cũ")
    with pytest.raises(ValidationError):
        conflicts.accept(conflict.pk, leader, "Đổi ý")


def test_a_conflict_of_another_office_is_not_found(contradict, leader):
    conflict = contradict(TrangThaiHoSo="2")
    stranger = offices.officer(offices.office("ca-xa-khac")).user
    stranger.user_permissions.set(leader.user_permissions.all())
    with pytest.raises(ImportConflict.DoesNotExist):
        conflicts.reject(conflict.pk, stranger, "x")


@pytest.mark.parametrize("codenames", [[], ["settle_conflict"], ["correct_dossier"]])
def test_accepting_a_value_needs_both_permissions(contradict, leader, codenames):
    conflict = contradict(TrangThaiHoSo="2")
    other = offices.officer(Dossier.objects.get().office).user
    other.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    with pytest.raises(PermissionDenied):
        conflicts.accept(conflict.pk, other, "x")


def test_an_unmoved_due_date_sends_no_notice(contradict, leader):
    citizen(phone="+84912345678")
    # another day of acceptance, the same due date
    conflict = contradict(NgayTiepNhan="17/09/2026 08:30")
    notices = Notice.objects.count()
    conflicts.accept(conflict.pk, leader, "Theo giấy hẹn")
    dossier = Dossier.objects.get()
    assert f"{dossier.accepted_at.astimezone(ZONE):%d/%m}" == "17/09"
    assert not dossier.events.filter(kind="due_moved").exists()
    assert Notice.objects.count() == notices


def test_a_reason_has_at_most_500_characters(contradict, leader):
    conflict = contradict(TrangThaiHoSo="2")
    with pytest.raises(ValidationError):
        conflicts.reject(conflict.pk, leader, "x" * 501)
    assert conflicts.reject(conflict.pk, leader, "x" * 500).state == "rejected"


def test_a_believed_phone_or_id_ends_what_was_proved_with_the_old_one(contradict, leader):
    conflict = contradict(SoDienThoai="0987654321")
    dossier = Dossier.objects.get()
    for factor in ("phone_last4", "id_last4", "slip_secret"):
        Proof.objects.create(citizen=citizen(), dossier=dossier, factor=factor, at=timezone.now())
    conflicts.accept(conflict.pk, leader, "Theo giấy hẹn")
    assert {proof.factor for proof in Proof.objects.all()} == {"id_last4", "slip_secret"}


RETURNED = {
    "TrangThaiHoSo": "10",
    "NgayKetThucXuLy": "24/09/2026 10:00",
    "NgayTra": "25/09/2026 09:00",
}


def day_of(moment):
    return f"{moment.astimezone(ZONE):%d/%m}"


@pytest.fixture
def contradict_returned(load):
    """Return a function that makes a conflict about a dossier whose result was handed over."""

    def contradict_returned(**values):
        load([good(**RETURNED)])
        load([good(**{**RETURNED, **values})])
        return ImportConflict.objects.get()

    return contradict_returned


def test_a_believed_day_of_completion_or_return_is_written(contradict_returned, leader):
    conflict = contradict_returned(NgayKetThucXuLy="23/09/2026 10:00", NgayTra="26/09/2026 09:00")
    conflicts.accept(conflict.pk, leader, "Theo sổ")
    dossier = Dossier.objects.get()
    assert (day_of(dossier.completed_at), day_of(dossier.returned_at)) == ("23/09", "26/09")


def test_no_result_is_completed_after_its_believed_return(contradict_returned, leader):
    conflict = contradict_returned(NgayKetThucXuLy="", NgayTra="22/09/2026 09:00")
    conflicts.accept(conflict.pk, leader, "Theo sổ")
    dossier = Dossier.objects.get()
    assert (day_of(dossier.completed_at), day_of(dossier.returned_at)) == ("22/09", "22/09")


def test_a_return_that_was_corrected_away_meanwhile_stays_away(contradict_returned, leader):
    conflict = contradict_returned(NgayTra="26/09/2026 09:00")
    dossier = Dossier.objects.get()
    reason = Facts(timezone.now(), reason="Ghi nhầm hồ sơ khác")
    actions.correct(dossier.pk, Status.PROCESSING, actions.author_of(leader), reason)
    conflicts.accept(conflict.pk, leader, "Theo sổ")
    dossier.refresh_from_db()
    assert (dossier.completed_at, dossier.returned_at) == (None, None)


def test_a_believed_procedure_comes_in_the_version_of_the_acceptance(contradict, leader):
    conflict = contradict(MaTTHC="1.001457")
    conflicts.accept(conflict.pk, leader, "Đã đối chiếu hồ sơ giấy")
    assert Dossier.objects.get().version.procedure_id == "ho-chieu"
