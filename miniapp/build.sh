#!/bin/sh
# Build www/, unless nothing changed since the last time. Reads ZALO_MINI_APP_ID, API_URL, OPEN_OUTSIDE.
set -e
cd "$(dirname "$0")"
. ./packages.sh
install_packages .
wanted="$ZALO_MINI_APP_ID $API_URL $OPEN_OUTSIDE"
built=node_modules/.built
if [ ! -e www/index.html ] || [ "$(cat $built 2>/dev/null)" != "$wanted" ] ||
    [ -n "$(find src scripts index.html app-config.json province.json vite.config.ts package-lock.json -newer $built | head -n 1)" ]; then
    npm run --silent build
    echo "$wanted" >$built
fi
echo "The Mini App is built: miniapp/www, for /zapps/$ZALO_MINI_APP_ID/"
