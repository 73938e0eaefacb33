"""Answers of the hosts that renew tokens and carry messages."""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from zalo_client.simulator.social import failure, miniapp_failure, success
from zalo_client.simulator.world import OA_TOKEN_SECONDS, Message, World

TOKEN_INVALID = -216
# A wrong `appsecret_proof`: at the host of templates, and at that of the account.
BUSINESS_PROOF, OPENAPI_PROOF = -1241, -242
WRONG_TYPE, TOO_LONG, MISSING = -235, -1121, -1122
# Numbers of the Mini App's own host.
WRONG_KEY, WRONG_MINI_APP, WRONG_USER, NOT_NOW = -102, -114, -110, -111
NO_ACCOUNT, NO_TEMPLATE, BAD_PHONE, BAD_TEXT = -118, -109, -108, -201
NOT_FOLLOWING, WINDOW_CLOSED, OUT_OF_QUOTA = -213, -230, -144
NIGHT_BY_PHONE, NIGHT_BY_USER = -133, -234
MOST_FOLLOWERS, LAST_OFFSET = 50, 9951
DAY, WEEK = 86400, 7 * 86400
MAX_TEXT = 2000


def refresh(world: World, headers, query, body):
    """POST /v4/oa/access_token: a refresh token, or the code of a consent, works once."""
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    grants = {"refresh_token": refreshed, "authorization_code": consented}
    if (
        headers.get("secret_key") != world.app_secret
        or form.get("app_id") != world.app_id
        or form.get("grant_type") not in grants
    ):
        return failure(world.wrong_app_number)
    oa_id = grants[form["grant_type"]](world, form)
    if oa_id is None:
        return failure(world.wrong_refresh_number)
    access, fresh = world.oa_pair(oa_id)
    return {"access_token": access, "refresh_token": fresh, "expires_in": str(OA_TOKEN_SECONDS)}


def refreshed(world: World, form) -> str | None:
    """Use a refresh token up and return its account."""
    token = form.get("refresh_token", "")
    expires_at = world.oa_refresh_tokens.pop(token, 0)
    return world.owner_of(token) if expires_at > world.now() else None


def consented(world: World, form) -> str | None:
    """Use a code of consent up and return its account, if the PKCE verifier fits."""
    consent = world.consents.pop(form.get("code", ""), None)
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    fits = consent and consent.expires_at > world.now() and consent.challenge == challenge
    return consent.oa_id if fits else None


def hangs(world: World, headers, body) -> bool:
    """Return True if a call is made with a token of an account that hangs."""
    sent = parse_qs(body.decode(errors="replace")).get("refresh_token", [""])[0]
    owner = world.owner_of(headers.get("access_token") or sent)
    return owner in world.accounts and world.accounts[owner].hangs


def account(world: World, headers, query, body):
    """GET /v2.0/oa/getoa: the id is `oaid` since 2026."""
    refusal = refused(world, headers, OPENAPI_PROOF)
    if refusal:
        return failure(refusal)
    own = world.accounts.get(world.owner_of(headers["access_token"]))
    if own is not None:
        return success(
            data={
                "oaid": own.id,
                "name": own.name,
                "is_verified": own.verified,
                "oa_type": own.type,
                "package_name": own.package,
                "num_follower": len(own.followers),
            }
        )
    members = {
        "oaid": world.oa_id,
        "name": "Công an tỉnh",
        "is_verified": True,
        "oa_type": world.oa_type,
        "package_name": "Nâng cao",
        "linked_ZCA": "7012345678",
    }
    return success(data=members)


def template_list(world: World, headers, query, body):
    """GET /template/all: the templates of the account, a page at a time."""
    refusal = refused(world, headers, BUSINESS_PROOF)
    if refusal:
        return failure(refusal)
    offset, limit = (int(query.get(name, ["0"])[0]) for name in ("offset", "limit"))
    listed = [
        {"templateId": one, "templateName": f"Mẫu {one}", "status": "ENABLE"}
        | {"templateQuality": "HIGH"}
        | world.template_facts.get(one, {})
        for one in world.templates
    ]
    page = listed[offset : offset + limit]
    return success(data=page, metadata={"total": len(listed)})


def quota(world: World, headers, query, body):
    """GET /message/quota: how many template messages the account may send today."""
    refusal = refused(world, headers, BUSINESS_PROOF)
    if refusal:
        return failure(refusal)
    return success(data={"dailyQuota": "500", "remainingQuota": str(max(world.quota, 0))})


def followers_of(world: World, headers):
    """Return the id of the account that a token belongs to, and who follows it."""
    oa_id = world.owner_of(headers["access_token"])
    own = world.accounts.get(oa_id)
    return oa_id, own.followers if own else [user for user in world.users if user.follows]


def follower_list(world: World, headers, query, body):
    """GET /v3.0/oa/user/getlist: at most 50 at once, from offset 9,951 at most."""
    refusal = refused(world, headers, OPENAPI_PROOF)
    asked = json.loads(query.get("data", ["{}"])[0])
    if refusal or asked["count"] > MOST_FOLLOWERS or asked["offset"] > LAST_OFFSET:
        return failure(refusal or BAD_TEXT)
    oa_id, followers = followers_of(world, headers)
    page = followers[asked["offset"] : asked["offset"] + asked["count"]]
    users = [{"user_id": user.id_at(oa_id, world.oa_id)} for user in page]
    return success(data={"total": len(followers), "count": len(users), "users": users})


def follower(world: World, headers, query, body):
    """GET /v3.0/oa/user/detail: one follower, with the id that our app knows."""
    asked = json.loads(query.get("data", ["{}"])[0])
    user = world.user_by_id(asked.get("user_id", ""))
    refusal = refused(world, headers, OPENAPI_PROOF) or (user is None and NOT_FOLLOWING)
    if refusal:
        return failure(refusal)
    members = {"user_id_by_app": user.id, "user_is_follower": True}
    return success(data={"user_id": asked["user_id"], "display_name": user.name, **members})


def refused(world: World, headers, proof_number) -> int:
    """Return the number that refuses a token or its proof, 0 if both are right."""
    text = headers.get("access_token", "")
    if world.oa_tokens.get(text, 0) <= world.now():
        return TOKEN_INVALID
    expected = hmac.new(world.app_secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    right = not world.check_proof or headers.get("appsecret_proof") == expected
    return 0 if right else proof_number


def template_info(world: World, headers, query, body):
    """GET /template/info/v2: the parameters of a template and their limits."""
    template_id = query.get("template_id", [""])[0]
    refusal = refused(world, headers, BUSINESS_PROOF) or (
        template_id not in world.templates and NO_TEMPLATE
    )
    if refusal:
        return failure(refusal)
    limits = {"require": True, "type": "STRING", "minLength": 1, "acceptNull": False}
    listed = [
        {"name": name, "maxLength": longest, **limits}
        for name, longest in world.templates[template_id].items()
    ]
    members = {"templateId": template_id, "status": "ENABLE", "templateQuality": "HIGH"}
    members |= world.template_facts.get(template_id, {})
    return success(data={**members, "listParams": listed, "price_sdt": "300", "price_uid": "200"})


def value_fault(world: World, request) -> int:
    """Return the number of the first value that the template does not take, 0 if it takes all."""
    data = request["template_data"]
    for name, longest in world.templates[request["template_id"]].items():
        if not data.get(name):
            return MISSING
        if len(data[name]) > longest:
            return TOO_LONG
    return 0


def free_replies(world: World, headers, query, body):
    """POST /v3.0/oa/quota/message: what a person may still be told for nothing."""
    user = world.user_by_id(json.loads(body)["user_id"])
    refusal = refused(world, headers, OPENAPI_PROOF) or (user is None and NOT_FOLLOWING)
    if refusal:
        return failure(refusal)
    is_open = user.last_message_at is not None and user.last_message_at > world.now() - 2 * DAY
    return success(data={"reply": {} if is_open else {"remain": 0}})


def is_night(world: World) -> bool:
    if world.night is not None:
        return world.night
    return not 6 <= datetime.fromtimestamp(world.now(), ZoneInfo("Asia/Ho_Chi_Minh")).hour < 22


def template_to_phone(world: World, headers, query, body):
    """POST /message/template: check in Zalo's order, then accept the message."""
    request = json.loads(body)
    refusal = (
        refused(world, headers, BUSINESS_PROOF)
        or (request["template_id"] not in world.templates and NO_TEMPLATE)
        or (not request["phone"].startswith("84") and BAD_PHONE)
        or value_fault(world, request)
        or (is_night(world) and NIGHT_BY_PHONE)
        or (world.user_by_phone(request["phone"]) is None and NO_ACCOUNT)
        or (world.quota <= 0 and OUT_OF_QUOTA)
    )
    return (
        failure(refusal)
        if refusal
        else took_template(world, headers, "template_to_phone", request["phone"], request)
    )


def took_template(world: World, headers, channel, recipient, request):
    """Answer with the day's quota by phone, with the package's by user."""
    world.quota -= 1
    quota = (
        {"dailyQuota": "500", "remainingQuota": str(world.quota)}
        if channel == "template_to_phone"
        else {"quota_type": "sub_quota", "remain": str(world.quota)}
    )
    return took(
        world,
        headers,
        channel,
        recipient,
        request,
        sent_time=str(int(world.now() * 1000)),
        quota=quota,
    )


def took(world: World, headers, channel, recipient, request, **members):  # who, what, how
    oa_id = world.owner_of(headers["access_token"])
    world.messages.append(Message(channel, recipient, request, oa_id))
    return success(data={"msg_id": f"msg{len(world.messages):08}", **members})


def template_to_user(world: World, headers, query, body):
    """POST /v3.0/oa/message/template: by night too, without a sound, but for promotions."""
    request = json.loads(body)
    user = world.user_by_id(request["user_id"])
    refusal = (
        refused(world, headers, OPENAPI_PROOF)
        or (request["template_id"] not in world.templates and NO_TEMPLATE)
        or value_fault(world, request)
        or (is_night(world) and request["template_id"] in world.promotions and NIGHT_BY_USER)
        or ((user is None or not user.follows) and NOT_FOLLOWING)
    )
    return (
        failure(refusal)
        if refusal
        else took_template(world, headers, "template_to_user", request["user_id"], request)
    )


def text(world: World, headers, query, body):
    """POST /v3.0/oa/message/cs: not for every account of a state agency."""
    if world.refuses_text:
        return failure(refused(world, headers, OPENAPI_PROOF) or WRONG_TYPE)
    return old_text(world, headers, query, body)


def old_text(world: World, headers, query, body):
    """POST /v2.0/oa/message: refused 7 days after the citizen's last message."""
    request = json.loads(body)
    user_id, words = request["recipient"]["user_id"], request["message"]["text"]
    user = world.user_by_id(user_id)
    refusal = (
        refused(world, headers, OPENAPI_PROOF)
        or (not 0 < len(words) <= MAX_TEXT and BAD_TEXT)
        or (user is None and NOT_FOLLOWING)
        or (
            (user.last_message_at is None or user.last_message_at < world.now() - WEEK)
            and WINDOW_CLOSED
        )
    )
    return failure(refusal) if refusal else took(world, headers, "text", user_id, request)


def notification(world: World, headers, query, body):
    """POST /notification/template: one a day for each person. This host says `err` and `msg`."""
    user_id = headers.get("X-User-Id", "")
    if headers.get("X-Api-Key") != f"Bearer {world.openapi_key}":
        return miniapp_failure(WRONG_KEY)
    if headers.get("X-MiniApp-Id") != world.miniapp_id:
        return miniapp_failure(WRONG_MINI_APP)
    if world.user_by_id(user_id) is None:
        return miniapp_failure(WRONG_USER)
    last = world.calls[f"notified {user_id}"]
    if last and last[-1] > world.now() - DAY:
        return miniapp_failure(NOT_NOW)
    last.append(world.now())
    world.messages.append(Message("notification", user_id, json.loads(body)))
    message_id = f"msg{len(world.messages):08}"
    return {"data": {"msg_id": message_id}, "err": 0, "msg": "Success"}
