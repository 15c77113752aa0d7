#!/usr/bin/env bash
# Brings the Neo4j that the tests start: Java and Maven where packages may be installed, then the jars of pom.xml.
# Where it cannot, it says what to install and leaves the tests to be skipped; in CI it fails instead.
set -uo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
target="$(realpath -m "${1:?folder for the jars}")"

give_up() {
    echo "Tests on Neo4j will be skipped: $1" >&2
    [ -z "${CI:-}" ] || exit 1
    exit 0
}

may_install() { command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; }

if ! command -v java >/dev/null || ! command -v mvn >/dev/null; then
    may_install || give_up "install Java 17 or later and Maven (openjdk-17-jre-headless, maven), then run make again."
    sudo=; [ "$(id -u)" -eq 0 ] || sudo=sudo
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends default-jre-headless maven ||
        give_up "Java and Maven could not be installed."
fi
mkdir -p "$(dirname "$target")"
rm -rf "$target.new"
mvn -q -B -f "$here/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$target.new" || give_up "Maven could not fetch the jars of $here/pom.xml."
rm -rf "$target"
mv "$target.new" "$target" && touch "$target" || give_up "the jars could not be put into $target."
