"""Answers of the hosts that renew tokens and carry messages."""

import json
from datetime import datetime
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from tests.zalo_simulator.social import failure, success
from tests.zalo_simulator.world import OA_TOKEN_SECONDS, Message, World

TOKEN_INVALID = -216
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
    """GET /v2.0/oa/getoa."""
    return (
        success(data={"oa_id": world.oa_id, "name": "Công an tỉnh"})
        if authorised(world, headers)
        else failure(TOKEN_INVALID)
    )


def authorised(world: World, headers) -> bool:
    return world.oa_tokens.get(headers.get("access_token", ""), 0) > world.now()


def is_night(world: World) -> bool:
    if world.night is not None:
        return world.night
    return not 6 <= datetime.fromtimestamp(world.now(), ZoneInfo("Asia/Ho_Chi_Minh")).hour < 22


def template_to_phone(world: World, headers, query, body):
    """POST /message/template: check in Zalo's order, then accept the message."""
    request = json.loads(body)
    refusal = (
        (not authorised(world, headers) and TOKEN_INVALID)
        or (request["template_id"] not in world.templates and NO_TEMPLATE)
        or (not request["phone"].startswith("84") and BAD_PHONE)
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
    world.quota -= 1
    quota = {"dailyQuota": "500", "remainingQuota": str(world.quota)}
    return took(
        world, channel, recipient, request, sent_time=str(int(world.now() * 1000)), quota=quota
    )


def took(world: World, channel, recipient, request, **members):
    world.messages.append(Message(channel, recipient, request))
    return success(data={"msg_id": f"msg{len(world.messages):08}", **members})


def template_to_user(world: World, headers, query, body):
    """POST /v3.0/oa/message/template."""
    request = json.loads(body)
    user = world.user_by_id(request["user_id"])
    refusal = (
        (not authorised(world, headers) and TOKEN_INVALID)
        or (request["template_id"] not in world.templates and NO_TEMPLATE)
        or (is_night(world) and NIGHT_BY_USER)
        or ((user is None or not user.follows) and NOT_FOLLOWING)
    )
    return (
        failure(refusal)
        if refusal
        else took_template(world, "template_to_user", request["user_id"], request)
    )


def text(world: World, headers, query, body):
    """POST /v3.0/oa/message/cs: refused 7 days after the citizen's last message."""
    request = json.loads(body)
    user_id, words = request["recipient"]["user_id"], request["message"]["text"]
    user = world.user_by_id(user_id)
    refusal = (
        (not authorised(world, headers) and TOKEN_INVALID)
        or (not 0 < len(words) <= MAX_TEXT and BAD_TEXT)
        or (user is None and NOT_FOLLOWING)
        or (
            (user.last_message_at is None or user.last_message_at < world.now() - WEEK)
            and WINDOW_CLOSED
        )
    )
    return failure(refusal) if refusal else took(world, "text", user_id, request)


def notification(world: World, headers, query, body):
    """POST /notification/template: one a day for each person."""
    user_id = headers.get("X-User-Id", "")
    if (
        headers.get("X-Api-Key") != f"Bearer {world.openapi_key}"
        or headers.get("X-MiniApp-Id") != world.miniapp_id
    ):
        return failure(TOKEN_INVALID)
    if world.user_by_id(user_id) is None:
        return failure(NO_ACCOUNT)
    last = world.calls[f"notified {user_id}"]
    if last and last[-1] > world.now() - DAY:
        return failure(world.notified_today_number)
    last.append(world.now())
    return took(world, "notification", user_id, json.loads(body))
