"""Officers who work on reports, and what they do with them."""

from itertools import count

from django.contrib.auth.models import Group, User

from foundation.desk.roles import Role
from offices.models import Officer
from reports.actions import deciding, officers
from reports.actions.deciding import Conclusion
from reports.models import ListedReason
from reports.workflow import Outcome
from tests.rights import put_into

_numbers = count(1)


def officer_of(office, *roles):
    """Return a user with a post in an office and these roles; without one: receiver."""
    user = User.objects.create_user(f"phan-anh-{next(_numbers)}", is_staff=True)
    Officer.objects.create(office=office, user=user, public_name="Đại úy Trần Thị Bình")
    put_into(user, Group.objects.filter(name__in=roles or [Role.RECEIVER]))
    return user


def leader_of(office, *roles):
    return officer_of(office, Role.LEADER, *roles)


def received(report, officer=None):
    """Receive a report and return it."""
    return officers.receive(report, officer or officer_of(report.office))


def verifying(report, leader=None):
    """Receive a report, take it on, and return it."""
    return officers.take_on(received(report), leader or leader_of(report.office))


def concluded(report, leader=None, outcome=Outcome.HANDLED):
    """Conclude a report and return it."""
    leader = leader or leader_of(report.office)
    return deciding.conclude(verifying(report, leader), leader, conclusion(outcome))


def conclusion(outcome=Outcome.HANDLED, words="Đã xử phạt theo quy định."):
    return Conclusion(outcome, "45/KL-CSGT", words)


def listed(use="decline", words="Sự việc không thuộc thẩm quyền của công an."):
    return ListedReason.objects.create(use=use, words=words)
