#!/bin/sh
# Finds a Python of 3.11 or newer and hands over to prepare.py, which makes the virtual environment named by the first argument.
set -eu
here=$(dirname "$0")
for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
  if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    exec "$name" "$here/prepare.py" "$1"
  fi
done
echo "Sheaf needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3 …" >&2
exit 1
