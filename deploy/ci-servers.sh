#!/usr/bin/env bash
# The tests on Apache Kafka and Redis; on a fresh Debian it installs what they need first.
set -euo pipefail
cd "$(dirname "$0")/.."

deploy/ci-packages.sh java=default-jre-headless mvn=maven redis-server=redis-server openssl=openssl
make test-servers
