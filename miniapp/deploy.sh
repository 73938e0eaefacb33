#!/bin/sh
# Build the Mini App for Zalo and upload it as a version in «Testing», with Zalo's own tool.
# Reads ZALO_MINI_APP_ID, ZMP_TOKEN, API_URL, and OPEN_OUTSIDE and DESCRIPTION where they are set. BUILT is a folder that
# `police-portal miniapp` wrote: then nothing is built.
set -eu
cd "$(dirname "$0")"

fail() {
    echo "Nothing was uploaded: $1" >&2
    exit 1
}

API_URL=$(printf %s "${API_URL:-}" | sed 's:/*$::')
missing=""
[ -n "${ZALO_MINI_APP_ID:-}" ] || missing="$missing
  ZALO_MINI_APP_ID  the id of the Mini App, as Zalo's console shows it"
[ -n "${ZMP_TOKEN:-}" ] || missing="$missing
  ZMP_TOKEN         a token of the Mini App: developers.zalo.me, API Explorer"
[ -n "$API_URL" ] || missing="$missing
  API_URL           the address of this service for citizens: https://…"
[ -z "$missing" ] || fail "these have to be set in the environment.$missing"
case $ZALO_MINI_APP_ID in *[!0-9]*) fail "ZALO_MINI_APP_ID has digits only." ;; esac
case $API_URL in
https://localhost* | https://127.*) fail "API_URL is this machine. Phones cannot reach it." ;;
https://*[!A-Za-z0-9.:/_-]*) fail "API_URL is no address: $API_URL" ;;
https://?*) ;;
*) fail "API_URL must begin with https://. Zalo's pages may call nothing else." ;;
esac
export ZALO_MINI_APP_ID API_URL

# The tool and the build come from others: only the upload itself is told the token.
token=$ZMP_TOKEN
unset ZMP_TOKEN
. ./packages.sh
install_packages zmp --ignore-scripts

upload=$(mktemp -d)
trap 'rm -rf "$upload"' EXIT
trap 'exit 1' INT TERM
if [ -n "${BUILT:-}" ]; then
    cp -R "$BUILT" "$upload/www" || fail "$BUILT cannot be read."
    node scripts/startable.mjs "$upload/www" "$API_URL" || fail "$BUILT is not right."
else
    sh pack.sh "$upload/www" || fail "the build is not right."
fi

description=${DESCRIPTION:-$(git describe --always --dirty 2>/dev/null || date -u +%Y-%m-%dT%H:%M)}
zmp=$PWD/zmp/node_modules/.bin/zmp
# In a folder with www/ alone: a configuration beside it would replace the lists of the build.
cd "$upload"
APP_ID=$ZALO_MINI_APP_ID ZMP_TOKEN=$token XDG_CONFIG_HOME=$upload/config \
    "$zmp" deploy --existing --testing --outputDir www --desc "$description" </dev/null ||
    fail "Zalo's tool ended with an error. What it said stands above."
echo "Uploaded for $API_URL: «$description». It stands in «Testing» in Zalo's console."
