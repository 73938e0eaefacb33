"""Officers of every role, and invented citizens."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User

from citizens.login.phones import phone_hash
from citizens.models import Citizen, Consent, Purpose
from citizens.privacy import policy
from demo.stage import Stage
from demo.story import POSTS
from foundation.desk.roles import Role
from officers.demo_accounts import DEMO_PASSWORD, DEMO_PREFIX
from offices.actions import publish
from offices.models import Officer

APP = "demo"  # no Zalo app has this id, so nobody can sign in as one of these citizens
CITIZENS = 260
_FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Hà",
    "Quách",
    "Bạch",
    "Đinh",
)
_MIDDLE_WOMEN, _MIDDLE_MEN = ("Thị", "Thu", "Ngọc", "Thanh"), ("Văn", "Đức", "Minh", "Quang", "Hữu")
_WOMEN = (
    "Lan",
    "Hoa",
    "Hạnh",
    "Mai",
    "Hương",
    "Nga",
    "Thảo",
    "Yến",
    "Phương",
    "Bích",
    "Huệ",
    "Vân",
    "Liên",
    "Dung",
    "Trang",
)
_MEN = (
    "Hùng",
    "Dũng",
    "Sơn",
    "Tuấn",
    "Nam",
    "Long",
    "Cường",
    "Thắng",
    "Hải",
    "Quân",
    "Kiên",
    "Toàn",
    "Phúc",
    "Bảo",
    "Vinh",
)
_RANKS = ("Trung uý", "Thượng uý", "Đại uý", "Thiếu tá")


@dataclass(frozen=True)
class Simulated:
    """A citizen of the simulated Zalo (zalo_client/simulator), who can sign in."""

    zalo_user_id: str
    oa_user_id: str
    name: str
    phone: str


# The simulator has the same people; a test compares them.
LAN = Simulated("3368637342326461201", "77001122334455001", "Nguyễn Thị Lan", "+84912000001")
HUNG = Simulated("3368637342326461202", "77001122334455002", "Trần Văn Hùng", "")


@dataclass
class People:
    """The officers and citizens who take part, and the offices where."""

    stage: Stage
    # By office: the officer who answers and decides there.
    officers: dict[str, User] = field(default_factory=dict)
    leader: User = field(default_factory=User)
    posts: dict[int, Officer] = field(default_factory=dict)  # by user
    citizens: list[Citizen] = field(default_factory=list)
    lan: Citizen = field(default_factory=Citizen)
    hung: Citizen = field(default_factory=Citizen)


def invented_name(random: Random) -> str:
    """Return a common Vietnamese name."""
    middle, given = random.choice(((_MIDDLE_WOMEN, _WOMEN), (_MIDDLE_MEN, _MEN)))
    return f"{random.choice(_FAMILY)} {random.choice(middle)} {random.choice(given)}"


def invented_phone(number: int) -> str:
    """Return a phone number that nobody has: 0900 0… is not in use."""
    return f"+849000{number:05d}"


def create_officers(stage: Stage, random: Random) -> People:
    """Make an account with a post for each post, and one without a password for each office."""
    people, printed = People(stage), make_password(DEMO_PASSWORD)
    for post in POSTS:
        user = _account(post.username, post.name, printed)
        user.groups.set(Group.objects.filter(name__in=post.roles))
        people.posts[user.pk] = Officer.objects.create(
            user=user,
            office_id=stage.parts[post.part],
            public_name=post.name,
            title=post.title,
            published=post.role is Role.RECEPTIONIST,
        )
        if post.role is Role.RECEPTIONIST:
            people.officers.setdefault(stage.parts[post.part], user)
    people.leader = User.objects.get(username=f"{DEMO_PREFIX}lanhdao")
    people.officers[stage.police] = User.objects.get(username=f"{DEMO_PREFIX}traloi")
    for place in stage.places:
        if place.office not in people.officers:
            name = f"{random.choice(_RANKS)} {invented_name(random)}"
            user = _account(f"canbo.{place.office}", name, make_password(None))
            user.groups.add(*Group.objects.filter(name__in=[Role.RECEPTIONIST, Role.ANSWERER]))
            people.officers[place.office] = user
            people.posts[user.pk] = Officer.objects.create(
                user=user, office_id=place.office, public_name=name, title="Cán bộ một cửa"
            )
    publish(people.officers)
    return people


def _account(username: str, name: str, password: str) -> User:
    return User.objects.create(
        username=f"{DEMO_PREFIX}{username}", is_staff=True, password=password, first_name=name
    )


def create_citizens(people: People, random: Random, since: datetime) -> None:
    """Make citizens who came in these weeks, and those of the simulated Zalo."""
    rows = [
        Citizen(
            app_id=APP,
            zalo_user_id=f"demo-{number:04d}",
            name=invented_name(random),
            created_at=since,
        )
        for number in range(CITIZENS)
    ]
    people.citizens = Citizen.objects.bulk_create(rows)
    people.lan, people.hung = _get_simulated(LAN, since), _get_simulated(HUNG, since)
    Consent.objects.bulk_create(
        Consent(
            citizen=people.lan,
            purpose=purpose,
            granted=True,
            policy_version=policy.CURRENT,
            text=policy.text_of(policy.CURRENT, purpose),
            at=since,
        )
        for purpose in (Purpose.PHONE, Purpose.NOTICES)
    )


def _get_simulated(person: Simulated, since: datetime) -> Citizen:
    """Return the citizen, who may exist. A phone that somebody else verified stays theirs."""
    citizen, _created = Citizen.objects.get_or_create(
        app_id=settings.ZALO_APP_ID.strip() or APP,
        zalo_user_id=person.zalo_user_id,
        defaults={"name": person.name, "created_at": since, "last_seen_on": since.date()},
    )
    if person.phone and not Citizen.objects.filter(phone_hash=phone_hash(person.phone)).exists():
        citizen.phone, citizen.phone_hash, citizen.phone_verified_at = (
            person.phone,
            phone_hash(person.phone),
            since,
        )
        citizen.save()
    return citizen
