#!/bin/sh
# Renews the hash-locked requirements files: lock.sh BIN [--upgrade]. BIN is the folder of a virtual environment's programs.
# pip-tools lives in an environment of its own that is thrown away. What is locked already stays, unless --upgrade is given.
# No address of a registry and no path of this machine is written.
set -eu
bin=$1
shift
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT INT TERM
"$bin/python" -m venv "$away/venv"
"$away/venv/bin/python" -m pip install --quiet --disable-pip-version-check pip-tools
for name in requirements requirements-windows requirements-dev; do
    "$away/venv/bin/pip-compile" --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
        --output-file "$name.txt" "$@" "$name.in"
done
