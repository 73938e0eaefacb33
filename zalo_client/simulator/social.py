"""Answers of graph.zalo.me about tokens and codes."""

import hashlib
import hmac

from zalo_client.simulator.world import APP_CALLS_A_MINUTE, USER_CALLS_A_MINUTE, Token, World

INVALID_TOKEN, NOT_VISIBLE = 452, 210
# tests search for it in our logs and exceptions
MESSAGE = "Zalo says something that must not be repeated"


def failure(number):
    return {"error": number, "message": MESSAGE}


def miniapp_failure(number):
    """Return a failure as the Mini App's host words it."""
    return {"err": number, "msg": MESSAGE}


def success(**members):
    return {**members, "error": 0, "message": "Success"}


def token_of(world: World, headers) -> Token | dict:
    """Return the live token of a request, or the answer that refuses it."""
    text = headers.get("access_token", "")
    token = world.tokens.get(text)
    if token is None or token.expires_at <= world.now():
        return failure(INVALID_TOKEN)
    if world.over_limit("app", APP_CALLS_A_MINUTE):
        return failure(world.app_rate_number)
    if world.over_limit(token.user.id, USER_CALLS_A_MINUTE):
        return failure(world.user_rate_number)
    expected = hmac.new(
        world.secrets[token.app_id].encode(), text.encode(), hashlib.sha256
    ).hexdigest()
    if world.check_proof and headers.get("appsecret_proof") != expected:
        return failure(world.wrong_proof_number)
    return token if token.user.visible else failure(NOT_VISIBLE)


def me(world: World, headers, query, body):
    """GET /v2.0/me: a flat object, without name and picture if the person did not consent."""
    token = token_of(world, headers)
    if isinstance(token, dict):
        return token
    user = token.user
    members = {
        "id": int(user.id) if world.ids_as_integers else user.id,
        "is_sensitive": user.under_age,
    }
    if "name" in user.consents and not user.under_age:
        members |= {
            "name": user.name,
            "picture": {"data": {"url": f"https://s120-ava-talk.zadn.vn/{user.id}.jpg"}},
        }
    if user.follows:
        members |= {"user_id_by_oa": user.oa_user_id, "is_follower": True}
    return success(**members)


def info(world: World, headers, query, body):
    """GET /v2.0/me/info.

    A code is used up by the first call with a valid token and secret.
    """
    token = token_of(world, headers)
    if isinstance(token, dict):
        return token
    if headers.get("secret_key") != world.app_secret:
        return failure(world.wrong_secret_number)
    code = world.codes.pop(headers.get("code", ""), None)
    if code is None or code.expires_at <= world.now() or code.user is not token.user:
        return failure(world.bad_code_number)
    return success(data=code.data)
