#!/bin/sh
# Build what Zalo takes into the folder $1, and prove that Zalo can start it and that it calls API_URL.
# Reads ZALO_MINI_APP_ID, API_URL, OPEN_OUTSIDE. Zalo makes the page itself, so index.html stays out,
# and the worker that keeps the page.
set -eu
cd "$(dirname "$0")"
. ./packages.sh
install_packages .
npx vite build --logLevel warn --outDir "$1" --emptyOutDir
rm "$1/index.html" "$1/worker.js"
node scripts/startable.mjs "$1" "$API_URL"
