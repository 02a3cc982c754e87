#!/usr/bin/env bash
# Installs the Debian packages of the programs that this machine lacks: deploy/ci-packages.sh PROGRAM=PACKAGE...
set -euo pipefail
need=()
for pair; do command -v "${pair%%=*}" >/dev/null || need+=("${pair#*=}"); done
if [ ${#need[@]} -gt 0 ]; then
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${need[@]}" >/dev/null
fi
