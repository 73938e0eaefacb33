"""The state of the simulated Zalo, and its clock, which tests can move."""

import secrets
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field

TOKEN_SECONDS = 3600
CODE_SECONDS = 120
OA_TOKEN_SECONDS = 90000
OA_CONSENT_SECONDS = 600
OA_REFRESH_SECONDS = 90 * 86400
USER_CALLS_A_MINUTE, APP_CALLS_A_MINUTE = 20, 4000
ALL_CONSENTS = frozenset({"name", "phone", "location"})


class ConsentDenied(Exception):
    """The SDK gives no code, with error -1401.

    The citizen refused, or Zalo does because of age or a missing phone.
    """


@dataclass
class OfficialAccount:
    """One more Official Account beside the province's, with its own secret and followers."""

    id: str
    name: str = "Công an xã"
    secret: str = "simulator-commune-secret"
    type: int = 4
    package: str = "Nâng cao"
    verified: bool = True
    hangs: bool = False  # whatever is asked with its tokens is never answered
    followers: list["User"] = field(default_factory=list)


@dataclass
class Consent:
    """A consent under way: a single-use code for one account, bound to a PKCE challenge."""

    oa_id: str
    challenge: str
    expires_at: float


@dataclass
class User:
    """One person: our app sees `id`, the Official Account sees `oa_user_id`."""

    id: str
    oa_user_id: str
    name: str = "Nguyễn Văn A"
    phone: str | None = "84912345678"
    under_age: bool = False
    consents: set[str] = field(default_factory=lambda: set(ALL_CONSENTS))
    follows: bool = False
    visible: bool = True
    last_message_at: float | None = None

    def id_at(self, oa_id: str, province: str) -> str:
        """Return the person's id at an account: each account sees another one."""
        if oa_id == province:
            return self.oa_user_id
        return f"{self.oa_user_id[:-9]}{oa_id[-6:]}{self.oa_user_id[-3:]}"


@dataclass
class Token:
    """An access token of the Mini App."""

    user: User
    app_id: str
    expires_at: float


@dataclass
class Code:
    """A single-use code for a phone or location (`kind`), exchanged for `data`."""

    user: User
    kind: str
    data: dict[str, str]
    expires_at: float


@dataclass
class Message:
    """A message that a channel accepted."""

    channel: str
    recipient: str
    body: dict
    oa_id: str = ""  # the account that sent it, empty for the Mini App


class World:
    """The state of the simulator. The server locks it around each answer."""

    # (U): error numbers that Zalo does not document. None of them is in the client's table.
    wrong_proof_number = 1101
    wrong_secret_number = 1102
    bad_code_number = 1103
    user_rate_number, app_rate_number = 12002, 12000
    wrong_refresh_number, wrong_app_number = -14014, -14002

    def __init__(self):
        self.app_id, self.app_secret = "4012345678901234567", "simulator-app-secret"
        self.openapi_key, self.miniapp_id = "simulator-openapi-key", "194839900003483517"
        self.oa_id, self.oa_secret = "1234567890123456789", "simulator-oa-secret"
        self.secrets = {self.app_id: self.app_secret}  # of every app, ours and others
        self.check_proof = True
        self.rate_limits = False
        self.night: bool | None = False  # None follows the clock
        self.ids_as_integers = False
        # id → longest value of each parameter that the template demands
        self.templates: dict[str, dict[str, int]] = {"dossier-update": {}, "100200": {}}
        self.promotions: set[str] = set()  # templates that nobody is sent by night
        self.oa_type = 2  # 4 is a state agency
        self.refuses_text = False  # as for some accounts of state agencies
        self.quota = 500
        self.lock = threading.RLock()
        self.users: list[User] = []
        self.tokens: dict[str, Token] = {}
        self.codes: dict[str, Code] = {}
        self.accounts: dict[str, OfficialAccount] = {}  # beside the province's
        self.token_owners: dict[str, str] = {}  # of both kinds of tokens → account
        self.consents: dict[str, Consent] = {}
        self.template_facts: dict[str, dict] = {}  # id → other members of list and details
        self.oa_tokens: dict[str, float] = {}
        self.oa_refresh_tokens: dict[str, float] = {}
        self.messages: list[Message] = []
        self.calls: dict[str, deque] = defaultdict(deque)
        self._offset = 0.0

    # --- clock

    def now(self) -> float:
        """Return the time of this Zalo in seconds since 1970."""
        return time.time() + self._offset

    def advance(self, seconds: float):
        """Move the clock of this Zalo, which ages its tokens and codes."""
        self._offset += seconds

    # --- people

    def add_user(self, **attributes) -> User:
        """Add a person; `attributes` are those of `User`."""
        number = len(self.users) + 1
        user = User(id=f"33686373423264612{number:02}", oa_user_id=f"77001122334455{number:03}")
        for name, value in attributes.items():
            setattr(user, name, value)
        user.consents = set(user.consents)
        self.users.append(user)
        return user

    def user_by_id(self, user_id: str) -> User | None:
        """Find a person by either id."""
        return next((user for user in self.users if user_id in self.ids_of(user)), None)

    def ids_of(self, user: User) -> set[str]:
        """Return every id of a person: in the app, and at each account."""
        at_accounts = {user.id_at(oa_id, self.oa_id) for oa_id in self.accounts}
        return {user.id, user.oa_user_id} | at_accounts

    def user_by_phone(self, phone: str) -> User | None:
        """Find the person with a phone number, written 84…."""
        return next((user for user in self.users if user.phone == phone), None)

    # --- what the SDK on the phone gives

    def token_for(
        self,
        user: User,
        *,
        lifetime: float = TOKEN_SECONDS,
        app_id: str | None = None,
        token: str | None = None,
    ) -> str:
        """Return what getAccessToken() gives; `app_id` of another app gives that app's token."""
        token = token or f"token-{secrets.token_urlsafe(24)}"
        app_id = app_id or self.app_id
        self.secrets.setdefault(app_id, f"secret-of-{app_id}")
        self.tokens[token] = Token(user, app_id, self.now() + lifetime)
        return token

    def phone_code(self, user: User) -> str:
        """Return what getPhoneNumber() gives. Raises ConsentDenied."""
        if user.phone is None or user.under_age:
            raise ConsentDenied
        return self._code(user, "phone", {"number": user.phone})

    def location_code(
        self, user: User, latitude: str = "21.322200", longitude: str = "105.401900"
    ) -> str:
        """Return what getLocation() gives. Raises ConsentDenied."""
        moment = str(int(self.now() * 1000))
        return self._code(
            user,
            "location",
            {"provider": "gps", "latitude": latitude, "longitude": longitude, "timestamp": moment},
        )

    def _code(self, user: User, kind: str, data: dict[str, str]) -> str:
        if kind not in user.consents:
            raise ConsentDenied
        code = f"code-{secrets.token_urlsafe(24)}"
        self.codes[code] = Code(user, kind, data, self.now() + CODE_SECONDS)
        return code

    def revoke(self, user: User):
        """Withdraw every consent of a person, which ends their tokens and codes.

        The webhook is sent separately.
        """
        user.consents.clear()
        self.tokens = {name: token for name, token in self.tokens.items() if token.user is not user}
        self.codes = {name: code for name, code in self.codes.items() if code.user is not user}

    # --- the Official Account

    def add_account(self, oa_id: str, **attributes) -> OfficialAccount:
        """Add another Official Account; `attributes` are those of `OfficialAccount`."""
        self.accounts[oa_id] = OfficialAccount(oa_id, **attributes)
        return self.accounts[oa_id]

    def owner_of(self, token: str) -> str:
        """Return the account that a token belongs to."""
        return self.token_owners.get(token, self.oa_id)

    def consent(self, oa_id: str, challenge: str) -> str:
        """Return the code that the callback of a consent brings."""
        code = f"consent-{secrets.token_urlsafe(24)}"
        self.consents[code] = Consent(oa_id, challenge, self.now() + OA_CONSENT_SECONDS)
        return code

    def oa_pair(self, oa_id: str | None = None) -> tuple[str, str]:
        """Return a new (access token, refresh token), as after an administrator's consent.

        Earlier refresh tokens of the account stop working.
        """
        oa_id = oa_id or self.oa_id
        access, refresh = (
            f"oa-access-{secrets.token_urlsafe(24)}",
            f"oa-refresh-{secrets.token_urlsafe(24)}",
        )
        return self.give_pair(oa_id, access, refresh)

    def give_pair(self, oa_id: str, access: str, refresh: str) -> tuple[str, str]:
        """Make these tokens the pair of an account, and return them."""
        owners = self.token_owners
        self.oa_tokens[access] = self.now() + OA_TOKEN_SECONDS
        for old in [one for one in self.oa_refresh_tokens if self.owner_of(one) == oa_id]:
            del self.oa_refresh_tokens[old]
        self.oa_refresh_tokens[refresh] = self.now() + OA_REFRESH_SECONDS
        owners[access] = owners[refresh] = oa_id
        return access, refresh

    # --- limits

    def over_limit(self, key: str, a_minute: int) -> bool:
        """Count a call and return True if `key` made too many within a minute."""
        calls, now = self.calls[key], self.now()
        calls.append(now)
        while calls[0] <= now - 60:
            calls.popleft()
        return self.rate_limits and len(calls) > a_minute
