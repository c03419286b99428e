# shellcheck shell=bash
# Sourced by the scripts that run Terraform: finds its providers.

# TF_PLUGIN_DIR names a folder of unpacked providers. If it is not set, the usual folders are searched for the AWS
# provider; if none contains it, Terraform uses its registry. Tests override the list of folders.
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
