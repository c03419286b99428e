#!/usr/bin/env bash
# Builds the image without a Docker engine and tests it with checks/image_check/probe.py. Requires root, Linux,
# buildah and mmdebstrap. The base images are replaced with stand-ins under the same names: Debian's packages,
# and for the build also this machine's JDK and Maven. Stand-ins and images are cached in target/image, so that
# the same sources are built only once.
#
# For the tests on a table, the image gets the environment variables of infra's task definition, as applied on the
# simulator (checks/verify-infra.sh applies it first if necessary), and DynamoDB Local in a separate network.
#
# Startup times are medians of three starts; IMAGE_STARTS=9 measures nine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly SUITE=trixie DEBIAN=13 # as in the Dockerfile
readonly KEPT=$PWD/target/image
readonly ENVIRONMENT=infra/verify/target/task.env
readonly CONTEXT=(.dockerignore Dockerfile LICENSE make.sh pom.xml bench/pom.xml server/pom.xml verification/pom.xml
  server/src/main docs/problems docs/api console image)
readonly PROBLEM=server/src/main/java/io/streamgate/http/exchange/ProblemType.java
readonly TITLE='Stream limit reached'
readonly OTHER_TITLE='A later build says this'
# Libraries refer to these modules, but the server does not use them: beans, annotation processing
readonly NOT_NEEDED='java.compiler java.desktop'
export BUILDAH_ISOLATION=chroot

main() {
  require
  find_jdk
  [ -s "$ENVIRONMENT" ] || checks/verify-infra.sh
  work=$(mktemp -d)
  trap clean_up EXIT
  mkdir -p "$KEPT"
  exec 9> "$KEPT/lock"
  flock --nonblock 9 || fail "another image check is running on $KEPT"
  bases
  fetch_dynamodb_local
  build streamgate:checked "$PWD"
  build_changed
  checked=$(unpacked streamgate:checked)
  changed=$(unpacked streamgate:changed)
  modules
  probe
  say "took $SECONDS s in all"
}

require() {
  [ "$(id -u)" -eq 0 ] || fail "this needs root, to mount and to switch users"
  local tool
  for tool in buildah:buildah mmdebstrap:mmdebstrap ip:iproute2 openssl:openssl python3:python3 \
    mvn:maven; do
    command -v "${tool%:*}" > /dev/null ||
      fail "${tool%:*} is not installed (on Debian: apt-get install ${tool#*:})"
  done
}

# Sets JAVA_HOME unless make.sh has set it.
find_jdk() {
  [ -n "${JAVA_HOME-}" ] || JAVA_HOME=$(dirname "$(dirname "$(realpath "$(command -v javac)")")")
  grep -q '^JAVA_VERSION="\(2[5-9]\|[3-9][0-9]\)' "$JAVA_HOME/release" ||
    fail "$JAVA_HOME is not a JDK 25 or later: set JAVA_HOME to one"
  export JAVA_HOME
}

bases() {
  local base builder
  read -r builder base < <(sed -n 's/^FROM \([^@ ]*\)@sha256:[0-9a-f]\{64\}.*$/\1/p' Dockerfile | xargs)
  [ -n "$base" ] || fail "the Dockerfile must pin two base images by tag and digest"
  [[ $base == */debian:$DEBIAN.*-slim ]] || fail "$base is not Debian $DEBIAN: set SUITE and DEBIAN"
  [[ $builder == */maven:*-eclipse-temurin-25-* ]] || fail "there is no stand-in for $builder"
  stand_in "$base" like_debian_slim
  stand_in "$builder" like_maven
}

# Builds the stand-in image $1 with the function $2, unless it exists.
stand_in() {
  local recipe root
  recipe=$({ declare -f "$2" debian && cat "$JAVA_HOME/release"; } | sha256sum | cut -c -16)
  [ "$(label "$1" recipe)" != "$recipe" ] || return 0
  say "building a stand-in for $1"
  made=$(with_storage from scratch)
  root=$(with_storage mount "$made")
  logged "$2" "$root"
  logged with_storage config --label "recipe=$recipe" --env JAVA_HOME=/opt/java/openjdk \
    --env PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$made"
  logged with_storage commit --rm "$made" "$1"
}

debian() {
  mmdebstrap --variant=minbase --include="$2" --aptopt='Acquire::Retries "3"' "$SUITE" "$1"
}

# Debian's slim image: the required packages and apt, without documentation
like_debian_slim() {
  debian "$1" apt
  rm -rf "$1"/usr/share/{doc,info,locale,man}
}

# The build uses a JDK, Maven, curl and the list of certificate authorities from its base.
like_maven() {
  local maven
  maven=$(mvn --version | sed -n 's/^.*Maven home: //p')
  debian "$1" curl,ca-certificates
  mkdir -p "$1/opt/java"
  cp -rL "$JAVA_HOME" "$1/opt/java/openjdk"
  rm -f "$1/opt/java/openjdk/lib/src.zip"
  cp -rL "$maven" "$1/opt/maven"
  ln -s /opt/maven/bin/mvn "$1/usr/local/bin/mvn"
  echo '<settings><localRepository>/repository</localRepository></settings>' \
    > "$1/opt/maven/conf/settings.xml"
}

fetch_dynamodb_local() {
  [ -n "$(ls verification/engines/dynamodb-local/lib 2> /dev/null)" ] ||
    (cd verification/engines/dynamodb-local && logged mvn --batch-mode --quiet --no-transfer-progress)
}

# Builds image $1 from the sources in folder $2. Its revision label is the hash of the sources.
build() {
  local revision started=$SECONDS
  revision=$(cd "$2" && find "${CONTEXT[@]}" -type f -print0 | sort -z | xargs -0 sha256sum |
    sha256sum | cut -c -40)
  if [ "$(label "$1" org.opencontainers.image.revision)" = "$revision" ]; then
    say "$1 is up to date"
    return
  fi
  sed 's/^\(FROM [^@ ]*\)@sha256:[0-9a-f]*/\1/' "$2/Dockerfile" > "$work/Dockerfile"
  mkdir -p "${MAVEN_REPOSITORY:=$HOME/.m2/repository}"
  logged with_storage build --pull-never --format docker --file "$work/Dockerfile" --tag "$1" \
    --build-arg "REVISION=$revision" --volume "$MAVEN_REPOSITORY:/repository" "$2"
  logged with_storage rmi --prune
  say "built $1 in $((SECONDS - started)) s"
}

# Builds the same image with one line of the source changed. A stale AOT cache would run the old line.
build_changed() {
  mkdir "$work/changed"
  tar --create "${CONTEXT[@]}" | tar --extract --directory "$work/changed"
  sed -i "s/\"$TITLE\"/\"$OTHER_TITLE\"/" "$work/changed/$PROBLEM"
  ! cmp -s "$PROBLEM" "$work/changed/$PROBLEM" || fail "$PROBLEM does not contain the title: $TITLE"
  build streamgate:changed "$work/changed"
}

unpacked() {
  with_storage mount "$(with_storage from --pull-never "$1")"
}

# Analyses the classes instead of the jar: the libraries' module declarations do not apply on one class path.
modules() {
  local needed module present
  mkdir "$work/classes"
  (cd "$work/classes" && "$JAVA_HOME/bin/jar" --extract --file "$checked/opt/streamgate/streamgate.jar")
  find "$work/classes" -name module-info.class -delete
  needed=$("$JAVA_HOME/bin/jdeps" --multi-release base --ignore-missing-deps --print-module-deps \
    "$work/classes")
  present=$(sed -n 's/^MODULES="\(.*\)"$/\1/p' "$checked/opt/streamgate/runtime/release")
  for module in ${needed//,/ }; do
    [[ " $NOT_NEEDED $present " == *" $module "* ]] ||
      fail "the jar needs $module: add it to jlink's modules in the Dockerfile"
  done
  say "the runtime has all modules that the jar needs"
}

probe() {
  with_storage inspect --type image streamgate:checked > "$work/image.json"
  unshare --mount --net python3 checks/image_check/probe.py --image "$work/image.json" \
    --root "$checked" --changed "$changed" --titles "$TITLE" "$OTHER_TITLE" \
    --starts "${IMAGE_STARTS:-3}" --environment "$ENVIRONMENT"
}

label() {
  with_storage inspect --type image --format "{{index .Docker.Config.Labels \"$2\"}}" "$1" \
    2> /dev/null || true
}

with_storage() {
  buildah --root "$KEPT/storage" --runroot "$KEPT/run" "$@"
}

logged() {
  "$@" > "$work/log" 2>&1 < /dev/null || { cat "$work/log" >&2 && fail "failed: $*"; }
}

clean_up() {
  with_storage rm --all > /dev/null 2>&1 || true
  rm -rf "$work"
}

say() {
  echo "image: $1"
}

fail() {
  echo "image-check.sh: $1" >&2
  exit 1
}

main
