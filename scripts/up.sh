#!/usr/bin/env bash
# From nothing to a URL: creates the bucket of the state if there is none, shows what the environment consists of and what
# it costs, asks once, applies it, and deploys the commit that is checked out. Repeating it brings everything up to date.
#
# usage: scripts/up.sh [profile] [environment] [-y] [--dirty] [--url <url>] [Terraform's own options]
#
# -y       does not ask
# --dirty  includes uncommitted changes
# --url    the URL for the check after the deployment, if it is not Terraform's output
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/environment.sh
. scripts/environment.sh

main() {
  read_arguments "$@"
  read_options ${rest[@]+"${rest[@]}"}
  # First what would otherwise fail after minutes. Only the apply reads an answer.
  need curl "install curl"
  scripts/image.sh "$profile" "$environment" --check ${dirty[@]+"${dirty[@]}"} < /dev/null
  scripts/infra.sh init "$profile" "$environment" -y < /dev/null
  scripts/infra.sh apply "$profile" "$environment" ${for_apply[@]+"${for_apply[@]}"}
  scripts/deploy.sh "$profile" "$environment" --no-init ${dirty[@]+"${dirty[@]}"} ${url[@]+"${url[@]}"}
}

read_options() {
  dirty=() url=() for_apply=()
  while [ $# -gt 0 ]; do
    case $1 in
      --dirty) dirty=("$1") ;;
      --url)
        [ $# -gt 1 ] || fail 2 "$1 needs a value"
        url=("$1" "$2")
        shift
        ;;
      *) for_apply+=("$1") ;;
    esac
    shift
  done
}

main "$@"
