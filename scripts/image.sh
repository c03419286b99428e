#!/usr/bin/env bash
# Builds the image of the commit that is checked out, and pushes it to the environment's repository.
#
# usage: scripts/image.sh [profile] [environment] [--dirty]
#
# The tag is the commit. An image that is in the repository already is not built again: its tag can't
# be given to another. Files that are not committed are refused; with --dirty they are part of an image
# whose tag says so. Where the sources come without git, as from CodePipeline, SOURCE_COMMIT is their commit.
# The engine is IMAGE_ENGINE, or the first of docker, podman and buildah.
# The last line on stdout is the tag; all else is on stderr.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/environment.sh
. scripts/environment.sh

main() {
  read_arguments "$@"
  choose_tag ${rest[@]+"${rest[@]}"}
  read_outputs
  repository=$(output repository_url)
  [ -n "$repository" ] || fail 1 "$environment has no repository yet: run . ./make.sh tf-apply"
  if image_exists "$repository" "$tag"; then
    echo "The image $repository:$tag is there already." >&2
  else
    build >&2
    push >&2
  fi
  echo "$tag"
}

choose_tag() {
  local dirty=false
  case "${1-}" in
    '') ;;
    --dirty) dirty=true ;;
    *) fail 2 "image knows --dirty, not '$1'" ;;
  esac
  if [ -n "${SOURCE_COMMIT-}" ] && [ ! -e .git ]; then
    tag=$SOURCE_COMMIT
    return
  fi
  tag=$(git rev-parse HEAD) || fail 1 "an image is named by its commit, and this is no git repository"
  [ -n "$(git status --porcelain)" ] || return 0
  [ $dirty = true ] || fail 1 "there are changes that are not committed, and the commit names the image:
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
  fail 1 "nothing here builds images: install Docker, Podman or Buildah"
}

main "$@"
