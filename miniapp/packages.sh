# Read by build.sh and deploy.sh.

# Install what a folder's lock names, unless it is installed. Further words go to npm.
install_packages() (
    cd "$1"
    shift
    if [ ! -e node_modules/.installed ] || [ package-lock.json -nt node_modules/.installed ]; then
        npm ci --no-audit --no-fund --loglevel=error "$@"
        touch node_modules/.installed
    fi
)

if ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null; then
    echo "The Mini App needs Node 20 or newer: https://nodejs.org, or on Debian: apt install nodejs npm"
    exit 1
fi
