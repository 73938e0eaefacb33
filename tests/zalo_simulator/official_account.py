"""Answers of the hosts that renew tokens and carry messages."""

import hashlib
import hmac
import json
from datetime import datetime
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from tests.zalo_simulator.social import failure, miniapp_failure, success
from tests.zalo_simulator.world import OA_TOKEN_SECONDS, Message, World

TOKEN_INVALID = -216
# A wrong `appsecret_proof`: at the host of templates, and at that of the account.
BUSINESS_PROOF, OPENAPI_PROOF = -1241, -242
WRONG_TYPE, TOO_LONG, MISSING = -235, -1121, -1122
# Numbers of the Mini App's own host.
WRONG_KEY, WRONG_MINI_APP, WRONG_USER, NOT_NOW = -102, -114, -110, -111
NO_ACCOUNT, NO_TEMPLATE, BAD_PHONE, BAD_TEXT = -118, -109, -108, -201
NOT_FOLLOWING, WINDOW_CLOSED, OUT_OF_QUOTA = -213, -230, -144
NIGHT_BY_PHONE, NIGHT_BY_USER = -133, -234
DAY, WEEK = 86400, 7 * 86400
MAX_TEXT = 2000


def refresh(world: World, headers, query, body):
    """POST /v4/oa/access_token: a refresh token works once and is replaced by the new pair."""
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    if (
        headers.get("secret_key") != world.app_secret
        or form.get("app_id") != world.app_id
        or form.get("grant_type") != "refresh_token"
    ):
        return failure(world.wrong_app_number)
    expires_at = world.oa_refresh_tokens.pop(form.get("refresh_token", ""), 0)
    if expires_at <= world.now():
        return failure(world.wrong_refresh_number)
    access, fresh = world.oa_pair()
    return {"access_token": access, "refresh_token": fresh, "expires_in": str(OA_TOKEN_SECONDS)}


def account(world: World, headers, query, body):
    """GET /v2.0/oa/getoa: the id is `oaid` since 2026."""
    members = {
        "oaid": world.oa_id,
        "name": "Công an tỉnh",
        "is_verified": True,
        "oa_type": world.oa_type,
        "package_name": "Nâng cao",
        "linked_ZCA": "7012345678",
    }
    refusal = refused(world, headers, OPENAPI_PROOF)
    return failure(refusal) if refusal else success(data=members)


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
        else took_template(world, "template_to_phone", request["phone"], request)
    )


def took_template(world: World, channel, recipient, request):
    """Answer with the day's quota by phone, with the package's by user."""
    world.quota -= 1
    quota = (
        {"dailyQuota": "500", "remainingQuota": str(world.quota)}
        if channel == "template_to_phone"
        else {"quota_type": "sub_quota", "remain": str(world.quota)}
    )
    return took(
        world, channel, recipient, request, sent_time=str(int(world.now() * 1000)), quota=quota
    )


def took(world: World, channel, recipient, request, **members):
    world.messages.append(Message(channel, recipient, request))
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
        else took_template(world, "template_to_user", request["user_id"], request)
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
    return failure(refusal) if refusal else took(world, "text", user_id, request)


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
