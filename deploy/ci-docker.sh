#!/usr/bin/env bash
# Builds the image, runs docker-compose.yml for real and tests it: with this machine's Docker engine, or with the
# engine that DOCKER_LAB's scripts bring. Where there is neither it says so; with CI=true that is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
lab=${DOCKER_LAB:-../shared/docker-lab}
export WIREFOLD_IMAGE=wirefold:ci
tests=(.venv/bin/python -m pytest -m docker tests/docker)

if command -v npx >/dev/null; then npx --yes dclint@3.1.0 docker-compose.yml
else echo "skipped: dclint needs npm" >&2; fi
if [ -x .venv/bin/hadolint ]; then .venv/bin/hadolint deploy/Dockerfile
else echo "skipped: hadolint is not in .venv" >&2; fi

if docker info >/dev/null 2>&1; then
  docker build --quiet --file deploy/Dockerfile --tag "$WIREFOLD_IMAGE" .
  "${tests[@]}"
elif [ -e "$lab/env.sh" ]; then
  . "$lab/env.sh"
  "$LAB/install.sh"
  "$LAB/images.sh"
  "$LAB/engine.sh" build
  lab_build "$WIREFOLD_IMAGE" deploy/Dockerfile .
  "$LAB/engine.sh" run
  trap '"$LAB/engine.sh" stop' EXIT
  innet "${tests[@]}"   # published ports exist only in there
else
  echo "skipped: no Docker engine here, and no $lab" >&2
  [ "${CI:-}" != true ]
fi
