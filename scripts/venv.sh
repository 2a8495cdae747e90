#!/bin/sh
# Makes the virtual environment: venv.sh PYTHON FOLDER. Debian ships python3 without the part that puts pip into a new
# environment; where that is missing it is installed when we may, and named when we may not.
set -eu
python=$1
folder=$2
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "marsad needs Python 3.11 or newer; $python is $("$python" --version 2>&1)." >&2
    exit 2
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    else
        echo "Python's venv module is missing. Install it with: sudo apt-get install python3-venv" >&2
        exit 2
    fi
fi
"$python" -m venv --clear "$folder"
