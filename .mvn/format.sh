#!/bin/sh
# Checks (or with "apply" rewrites) the layout of every tracked or new Java file.
# Started by Maven from the root of the tree; needs a JDK 25 for the parser of the language level we write.
set -eu
mode=${1:-check}
root=$(cd "$(dirname "$0")/.." && pwd)
java=$(sh "$root/.mvn/find-jdk.sh")/bin/java
exports=
for part in api code file main parser tree util; do
  exports="$exports --add-exports=jdk.compiler/com.sun.tools.javac.$part=ALL-UNNAMED"
done
list=$root/target/tools/java-files.txt
find "$root" -name '*.java' -not -path '*/target/*' -not -path '*/node_modules/*' | sort > "$list"
case $mode in
  apply) flags=--replace ;;
  *) flags='--dry-run --set-exit-if-changed' ;;
esac
# shellcheck disable=SC2086
if ! "$java" -XX:TieredStopAtLevel=1 $exports -jar "$root/target/tools/google-java-format.jar" $flags "@$list"; then
  echo "The Java files named above are not formatted: run ./darkroom format" >&2
  exit 1
fi
