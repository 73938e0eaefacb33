"""What a citizen of the simulated Zalo has at the service, so that every screen shows something."""

from dataclasses import dataclass

from dossiers.models import Dossier
from feedback.models import Question
from offices.models import Office
from procedures.models import Procedure
from tests.citizens import factories as citizens
from tests.dossiers.factories import dossier, move
from tests.feedback import factories as feedback

PHONE = "+84912000001"  # of Lan in the simulated Zalo
OFFICE, PROCEDURE = "ca-phuong-thanh-mieu", "cancuoc-cap-doi-lai"


@dataclass(frozen=True)
class Content:
    """Lan's rows that screens are opened for."""

    dossier: Dossier
    finished: Dossier
    question: Question


def lan(zalo, phone=PHONE):
    """Return the service's row of Lan, who logged in before."""
    return citizens.citizen(phone, zalo_user_id=zalo.world.users[0].id, name="Nguyễn Thị Lan")


def filed(phone=PHONE, **values):
    """Return a dossier that waits for papers of its citizen."""
    office = Office.objects.get(pk=OFFICE)
    row = dossier(
        phone=phone, office=office, procedure=Procedure.objects.get(pk=PROCEDURE), **values
    )
    return move(row, "processing", "supplement_required")


def fill(zalo):
    """Give Lan dossiers, an answered question, a rating and a notice."""
    who = lan(zalo)
    waiting, finished = filed(), move(filed(), "processing", "completed")
    asked = feedback.answered(who, office=OFFICE)
    feedback.rating(who, office=Office.objects.get(pk=OFFICE), words="Cán bộ tận tình.")
    citizens.notice(who)
    return Content(waiting, finished, asked)
