"""Which announcements become articles, and on which accounts. The one place that says so."""

from django.db.models import Q, QuerySet

from announcements.models import Announcement
from announcements.workflow import OF_PERSONS
from offices.models import Office
from official_accounts.models import OfficialAccount


def becomes_article(announcement: Announcement) -> bool:
    """Return True unless it is about a person.

    A wanted or missing notice has to vanish within seconds; what Zalo and its apps keep of an
    article, we cannot promise. Such notices are read from our own service only.
    """
    return announcement.kind not in OF_PERSONS and not announcement.demo


def accounts_for(announcement: Announcement) -> QuerySet[OfficialAccount]:
    """Return the connected accounts that carry an announcement.

    Always the province's and that of the office that publishes. Beside them those of its areas; an
    announcement for the whole province has none, and every account carries it. A commune speaks
    for itself only.
    """
    connected = OfficialAccount.objects.in_use().filter(token__isnull=False)
    if not becomes_article(announcement):
        return connected.none()
    areas = list(announcement.areas.values_list("pk", flat=True))
    if not areas and announcement.office.kind != Office.Kind.COMMUNE:
        return connected
    concerned = Q(office__in=[announcement.office_id, *areas])
    province = OfficialAccount.objects.of_province().values("pk")
    return connected.filter(concerned | Q(pk__in=province))
