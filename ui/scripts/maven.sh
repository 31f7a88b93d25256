#!/bin/sh
# Builds the interface for Maven, one step a call: test | package. Does only what changed inputs ask for.
# Without a Node.js that is new enough, the package holds a page that says how to get the interface.
set -eu

step=$1
skip=${2:-false}
skip_tests=${3:-false}
cd "$(dirname "$0")/.."
stamps=target/stamps
classes=target/classes/io/darkroom/ui
mkdir -p "$stamps"

# Two Maven runs in one tree take turns, where the system has flock.
if command -v flock >/dev/null 2>&1; then
  exec 9>"$stamps/lock"
  flock 9
fi

# Vite needs Node 20.19+, 22.12+ or anything newer.
node_is_usable() {
  command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    const usable = major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22;
    process.exit(usable ? 0 : 1);'
}

checksum() {
  find "$@" -type f -exec cksum {} + | LC_ALL=C sort | cksum
}

is_current() { # name, value
  [ -f "$stamps/$1" ] && [ "$(cat "$stamps/$1")" = "$2" ]
}

sources() {
  echo "$(node --version) $(checksum src public scripts index.html package.json package-lock.json \
    tsconfig.json vite.config.ts eslint.config.js .prettierrc.json)"
}

install_packages() {
  packages="$(node --version) $(checksum package.json package-lock.json .npmrc)"
  # The stamp lies inside node_modules, so that it goes when they go.
  if [ -f node_modules/.stamp ] && [ "$(cat node_modules/.stamp)" = "$packages" ]; then return; fi
  echo "ui: npm ci"
  npm ci --loglevel=error || {
    echo "ui: npm ci failed; -Dui.skip=true builds without the interface" >&2
    exit 1
  }
  echo "$packages" >node_modules/.stamp
}

run_tests() {
  wanted=$(sources)
  if is_current tests "$wanted"; then
    echo "ui: tests passed before for these sources"
    return
  fi
  install_packages
  npm run --silent typecheck
  npm run --silent lint
  npm run --silent test
  echo "$wanted" >"$stamps/tests"
}

build() {
  wanted=$(sources)
  if ! is_current dist "$wanted" || [ ! -f dist/index.html ]; then
    install_packages
    npm run --silent build -- --logLevel warn
    echo "$wanted" >"$stamps/dist"
  fi
  put dist
}

put() {
  if [ -d "$classes" ] && [ "$(cd "$1" && checksum .)" = "$(cd "$classes" && checksum .)" ]; then return; fi
  rm -rf "$classes"
  mkdir -p "$classes"
  cp -R "$1/." "$classes/"
}

if [ "$skip" = true ] || ! node_is_usable; then
  if [ "$step" = package ]; then
    echo "[WARNING] ui: built WITHOUT the browser interface; it needs npm and Node.js 20.19, 22.12 or newer." >&2
    put fallback
  fi
  exit 0
fi

case $step in
  test) [ "$skip_tests" = true ] || run_tests ;;
  package) build ;;
  *)
    echo "usage: $0 test|package [skip] [skip-tests]" >&2
    exit 2
    ;;
esac
