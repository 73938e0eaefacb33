"""Valid rows of the offices app, each as small as the rules allow."""

from dataclasses import asdict
from datetime import date, time, timedelta
from itertools import count

from django.contrib.auth.models import User
from django.utils import timezone

from offices import actions
from offices.duty import actions as duty
from offices.models import (
    Beat,
    BeatDuty,
    CalendarDay,
    DutyShift,
    Field,
    Office,
    Officer,
    OpeningException,
    OpeningHours,
)
from offices.working_time.public_holidays import SOURCE, public_days

_numbers = count(1)


def field(code="cutru", **values):
    return Field.objects.get_or_create(code=code, defaults={"name": f"Lĩnh vực {code}", **values})[
        0
    ]


def office(office_id=None, *, fields=(), **values):
    """Create an office: by default a commune below the province."""
    office_id = office_id or f"ca-xa-so-{next(_numbers)}"
    values = {"kind": Office.Kind.COMMUNE, "name": f"Công an xã {office_id}", **values}
    if values["kind"] != Office.Kind.PROVINCE:
        values.setdefault("parent", None if office_id == "tinh" else province())
    row = Office(id=office_id, **values)
    actions.fill_in(row)
    row.save()
    row.fields.add(*map(field, fields))
    return row


def province():
    return Office.objects.filter(kind=Office.Kind.PROVINCE).first() or office(
        "tinh", kind=Office.Kind.PROVINCE, name="Công an tỉnh Thử Nghiệm"
    )


def thanh_mieu(**values):
    """Create the commune office that every search for Bạch Hạc must find."""
    former = ["Thọ Sơn", "Tiên Cát", "Bạch Hạc"]
    return office(
        "ca-phuong-thanh-mieu",
        **{
            "name": "Công an phường Thanh Miếu",
            "former_names": former,
            "area": "Phú Thọ (cũ)",
            **values,
        },
    )


def hours(row, weekdays=(1, 2, 3, 4, 5), periods=(("07:30", "11:30"), ("13:00", "17:00"))):
    for weekday in weekdays:
        for opens, closes in periods:
            OpeningHours.objects.create(
                office=row,
                weekday=weekday,
                opens=time.fromisoformat(opens),
                closes=time.fromisoformat(closes),
            )


def exception(row, day, opens=None, closes=None, note=""):
    moments = {
        key: time.fromisoformat(value) if value else None
        for key, value in (("opens", opens), ("closes", closes))
    }
    return OpeningException.objects.create(
        office=row, date=date.fromisoformat(day), closed=opens is None, note=note, **moments
    )


def officer(row, **values):
    user = User.objects.create_user(f"can-bo-{next(_numbers)}")
    return Officer.objects.create(
        **{
            "office": row,
            "user": user,
            "public_name": "Đại úy Nguyễn Văn A",
            "published": True,
            **values,
        }
    )


def beat(row=None, name=None, **values):
    """Return a beat that was looked at today."""
    one = Beat(
        office=row or office(),
        name=name or f"Tổ {next(_numbers)}",
        **{"checked_on": timezone.localdate(), **values},
    )
    duty.save(one)
    return one


def beat_duty(one=None, who=None, **values):
    """Return that an officer looks after a beat."""
    one = one or beat()
    row = BeatDuty(beat=one, officer=who or officer(one.office), **values)
    duty.save(row)
    return row


def shift(row=None, begins=None, hours=12, *, who=None, **values):
    """Return a shift, by default the one of now; each of another day if there are several."""
    row = row or office()
    begins = begins or timezone.now().replace(minute=0, second=0, microsecond=0)
    one = DutyShift(
        office=row,
        officer=who or officer(row),
        begins_at=begins,
        ends_at=begins + timedelta(hours=hours),
        **values,
    )
    duty.save(one)
    return one


def day_off(day, holiday=CalendarDay.Holiday.OTHER, **values):
    return CalendarDay.objects.create(
        date=date.fromisoformat(day), holiday=holiday, **{"name": "Ngày nghỉ", **values}
    )


def calendar_2026_2027():
    """Fill the two years that most tests live in, at once; see `actions.fill_calendar`."""
    days = [asdict(day) for year in (2026, 2027) for day in public_days(year)]
    CalendarDay.objects.bulk_create(
        [CalendarDay(**day, source=SOURCE, filled=True) for day in days], ignore_conflicts=True
    )
    actions.publish_calendar()
