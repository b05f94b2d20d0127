#!/usr/bin/env bash
# Builds the image and looks at what it promises: it answers, is healthy by its own command, runs as a user
# without rights, holds nothing but the binary and the scenarios, and stops within a second or so.
# Says so and ends well where no Docker engine is there.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! docker info >/dev/null 2>&1; then
  echo "image: NOT CHECKED, no Docker engine is there"
  exit 0
fi

image=wavetank:check
docker build --quiet --tag "$image" . >/dev/null
container=$(docker run --detach --rm --publish 127.0.0.1::9283 "$image")
trap 'docker rm --force "$container" >/dev/null 2>&1 || true' EXIT
port=$(docker port "$container" 9283/tcp | head -n 1 | sed 's/.*://')
url=http://127.0.0.1:$port

fail() { echo "image: $1" >&2; docker logs "$container" >&2; exit 1; }

for _ in $(seq 100); do
  curl --fail --silent --max-time 2 "$url/_wavetank/health" >/dev/null && break
  sleep 0.1
done
curl --fail --silent --max-time 2 "$url/_wavetank/health" | grep -q '"status":"ok"' || fail "does not answer"
curl --silent --max-time 2 "$url/v1/connectors" | grep -q 'Missing Authentication Token' || fail "is no MSK Connect"
docker exec "$container" /wavetank healthcheck || fail "does not find itself well"
docker exec "$container" /wavetank check /scenarios/msk-create-throttled.yaml >/dev/null || fail "has no scenarios"
[ "$(docker inspect --format '{{.Config.User}}' "$image")" = 65532:65532 ] || fail "runs as root"

files=$(docker export "$container" | tar -t | grep -vE '^(dev|etc|proc|sys)(/|$)|^\.dockerenv$|/$' | grep -v '^scenarios/' || true)
[ "$files" = wavetank ] || fail "holds more than the binary: $files"

started=$(date +%s%N)
docker stop "$container" >/dev/null
stopped=$(( ($(date +%s%N) - started) / 1000000 ))
[ "$stopped" -lt 3000 ] || fail "takes $stopped ms to stop"
echo "image: good, $(docker image inspect --format '{{.Size}}' "$image") bytes, stops in $stopped ms"
