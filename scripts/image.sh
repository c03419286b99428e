#!/usr/bin/env bash
# Builds the image of the commit that is checked out, and pushes it to the environment's repository.
#
# usage: scripts/image.sh [profile] [environment] [--dirty] [--check]
#
# The tag is the commit. An image that exists in the repository is not built again, because tags are immutable.
# Uncommitted changes are an error; with --dirty they become part of the image, and its tag says so. --check only checks
# that an image could be built, and needs no account. If the sources
# come without git, as from CodePipeline, SOURCE_COMMIT names their commit. The engine is IMAGE_ENGINE, or the first
# of docker, podman and buildah. The last line on stdout is the tag; everything else goes to stderr.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/environment.sh
. scripts/environment.sh

main() {
  read_arguments "$@"
  read_options ${rest[@]+"${rest[@]}"}
  choose_tag
  if [ $check = true ]; then
    choose_engine
    return
  fi
  read_outputs
  repository=$(output repository_url)
  [ -n "$repository" ] || fail 1 "$environment has no repository yet: run . ./make.sh tf-apply"
  if image_exists "$repository" "$tag"; then
    echo "The image $repository:$tag exists already." >&2
  else
    build >&2
    push >&2
  fi
  echo "$tag"
}

read_options() {
  local option
  dirty=false check=false
  for option; do
    case $option in
      --dirty) dirty=true ;;
      --check) check=true ;;
      *) fail 2 "unknown option '$option'; image accepts --dirty and --check" ;;
    esac
  done
}

choose_tag() {
  if [ -n "${SOURCE_COMMIT-}" ] && [ ! -e .git ]; then
    tag=$SOURCE_COMMIT
    return
  fi
  tag=$(git rev-parse HEAD) || fail 1 "the tag of the image is its commit, and this is not a git repository"
  [ -n "$(git status --porcelain)" ] || return 0
  [ $dirty = true ] || fail 1 "there are uncommitted changes, and the tag of the image is the commit:
$(git status --short | head -n 10)
Commit them, or build with --dirty."
  tag+=-dirty-$(date -u +%Y%m%dT%H%M%SZ)
}

build() {
  choose_engine
  local platform
  platform=$(output image_platform)
  "$engine" build "--platform=${platform:-linux/amd64}" --build-arg "REVISION=$tag" \
    --file Dockerfile --tag "$repository:$tag" .
}

push() {
  aws ecr get-login-password |
    "$engine" login --username AWS --password-stdin "${repository%%/*}"
  "$engine" push "$repository:$tag"
}

choose_engine() {
  for engine in ${IMAGE_ENGINE:-docker podman buildah}; do
    ! command -v "$engine" > /dev/null || return 0
  done
  fail 1 "no program to build images was found: install Docker, Podman or Buildah"
}

main "$@"
