# shellcheck shell=bash
# Sourced by what runs Terraform: where it takes its providers from.

# TF_PLUGIN_DIR names a folder of unpacked providers. Where it is not set, the usual folders are searched for
# the provider of AWS; where none has it, Terraform asks its registry. A test puts folders of its own here.
find_providers() {
  local folder
  [ -z "${TF_PLUGIN_DIR-}" ] || return 0
  for folder in ${MAKE_PROVIDER_FOLDERS-/opt/* /usr/share/terraform/plugins /usr/local/share/terraform/plugins}; do
    if [ -d "$folder/registry.terraform.io/hashicorp/aws" ]; then
      export TF_PLUGIN_DIR=$folder
      return
    fi
  done
}
