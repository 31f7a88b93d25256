#!/bin/sh
# Prints the home of a JDK 25 or newer: JAVA_HOME if it is one, else the newest under the usual folders.
set -eu
version() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true
}
best=
best_version=0
for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
  v=$(version "$home")
  [ -n "$v" ] && [ "$v" -ge 25 ] || continue
  if [ "$home" = "${JAVA_HOME:-}" ]; then
    echo "$home"
    exit 0
  fi
  if [ "$v" -gt "$best_version" ]; then
    best=$home
    best_version=$v
  fi
done
if [ -z "$best" ]; then
  echo "Darkroom needs a JDK 25 or newer. Install one (any vendor) or point JAVA_HOME at it." >&2
  exit 1
fi
echo "$best"
