#!/usr/bin/env bash
# Tests make.sh's AWS commands from a shell: checks/test-make-aws.sh bash, or zsh. terraform, aws and docker are fakes
# that record their calls, so no account is needed; checks/test-deploy.sh uses the real terraform and aws.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=checks/shell-test.sh
. checks/shell-test.sh
# shellcheck source=checks/fake-account.sh
. checks/fake-account.sh

helpListsEveryCommand() {
  local command
  in_shell './make.sh help'
  for command in up tf-bootstrap tf-init tf-accounts tf-validate tf-plan tf-apply tf-destroy tf-test image deploy; do
    expect "help lists $command" "*  $command *" "$output"
  done
}

commandsWorkWithoutExitingTheShell() {
  new_project
  mkdir -p "$project/infra/bootstrap" "$project/infra/accounts"
  touch "$work/state/bucket"
  in_project '. make.sh tf-init && . make.sh tf-validate && echo yes | . make.sh tf-apply; echo "alive $?"'
  expect 'the shell continues' '*alive 0' "$output"
  expect 'the plan and its cost are shown' \
    '*the plan*cost per month in USD: 41.50 with 1 task and 300.00 with 9 tasks. Not included: use.*' "$output"
  expect 'the state is in the account' \
    '*backend-config=env/dev.s3.tfbackend*bucket=*123456789012*' "$(called 'infra init.*reconf')"
  expect 'the plan that was shown is applied' '*apply -input=false * /*/plan *' "$(called ' apply ')"
  expect 'the plan was applied' "$work/state/applied" "$(ls "$work"/state/applied)"
}

zshFindsTheBareNameIfTheFolderIsInItsPath() {
  [ "$shell" = zsh ] || return 0
  new_project
  in_shell "cd $project; path+=(.); . make.sh tf-nothing; echo alive \$?"
  expect '. finds the file' "*unknown command 'tf-nothing'*alive 2" "$output"
  in_shell "cd $project; source make.sh tf-nothing; echo alive \$?"
  expect 'source finds the file anyway' "*unknown command 'tf-nothing'*alive 2" "$output"
}

failureSetsTheStatusWithoutExitingTheShell() {
  new_project
  in_project '. make.sh tf-init; echo "alive $?"'
  expect 'without a bucket, the message names tf-bootstrap' '*the bucket * does not exist*. ./make.sh tf-bootstrap*' "$output"
  expect 'the shell continues' '*alive 1' "$output"
  in_project '. make.sh tf-plan; echo "alive $?"'
  expect 'before tf-init, the message names tf-init' '*not ready for dev: run . ./make.sh tf-init*alive 1' "$output"
  in_project '. make.sh tf-nothing; echo "alive $?"'
  expect 'an unknown command is an error' "*unknown command 'tf-nothing'*alive 2" "$output"
  in_project '. make.sh tf-plan my-profile nowhere; echo "alive $?"'
  expect 'an unknown environment is an error' \
    "*unknown environment 'nowhere'; the environments are: dev prod*alive 2" "$output"
}

profileArgumentOverridesKeys() {
  new_project
  touch "$work/state/bucket"
  # shellcheck disable=SC2016 # for the shell under test to expand
  in_project 'export AWS_ACCESS_KEY_ID=of-another AWS_PROFILE=another
    . make.sh tf-init my-profile; echo "$AWS_ACCESS_KEY_ID $AWS_PROFILE"'
  expect 'terraform has the profile' '*\[my-profile||*' "$(called 'infra init')"
  expect 'aws has the profile' '*\[my-profile||*' "$(called head-bucket)"
  expect "the shell's own variables are unchanged" '*of-another another' "$output"
  expect 'the next command is printed as typed' '*Next: . ./make.sh tf-apply my-profile?*' "$output"
}

dotEnvHasAProfilePerEnvironment() {
  new_project
  touch "$work/state/bucket"
  printf 'dev_aws_profile="one" # quoted\nprod_aws_profile=two # not\n' > "$project/.env"
  in_project '. make.sh tf-init; . make.sh tf-init - prod; . make.sh tf-init "" prod'
  expect 'dev has its profile' '*\[one||*' "$(called 'env/dev')"
  expect 'prod has its profile' '*\[two||*two||*' "$(called 'env/prod')"
  in_project 'prod_aws_profile=three; export prod_aws_profile; . make.sh tf-init - prod'
  expect 'the environment overrides .env' '*three*' "$(called 'env/prod' | tail -1)"
}

environmentsHaveTheirOwnFilesStateAndRegion() {
  new_project
  touch "$work/state/bucket"
  sed -i.bak 's/^region .*/region = "us-west-2"/' "$project/infra/env/prod.tfvars"
  in_project 'AWS_REGION=nowhere; export AWS_REGION; . make.sh tf-init my-profile prod
    . make.sh tf-plan my-profile prod; . make.sh tf-plan; echo "status $?"'
  expect 'the files, region and data folder are those of prod' \
    '*-var-file=env/prod.tfvars*us-west-2*/infra/.terraform/prod' "$(called ' plan ')"
  expect 'dev is still not ready' '*not ready for dev*status 1' "$output"
}

providersAreTakenFromALocalFolder() {
  new_project
  touch "$work/state/bucket"
  in_project 'TF_PLUGIN_DIR=/plugins TF_CLI_CONFIG_FILE=/no/such/file; export TF_PLUGIN_DIR TF_CLI_CONFIG_FILE
    . make.sh tf-init'
  expect 'the folder is passed' '*-plugin-dir=/plugins*|\] *' "$(called 'infra init')"
  mkdir -p "$work/found/registry.terraform.io/hashicorp/aws" "$work/empty"
  in_project "export MAKE_PROVIDER_FOLDERS='$work/empty $work/found'; . make.sh tf-init"
  expect 'the folder that contains the provider is found' "*-plugin-dir=$work/found*" "$(called 'infra init' | tail -1)"
  in_project "export MAKE_PROVIDER_FOLDERS='$work/empty'; . make.sh tf-init"
  expect 'without such a folder, the registry is used' '' "$(called 'infra init' | tail -1 | grep plugin-dir || true)"
  touch "$work/state/terraformrc"
  in_project "export TF_CLI_CONFIG_FILE=$work/state/terraformrc; . make.sh tf-init"
  expect 'an existing file is kept' "*/terraformrc] *" "$(called 'infra init' | tail -1)"
}

bootstrapCreatesTheBucketOnce() {
  new_project
  in_project 'echo yes | . make.sh tf-bootstrap my-profile'
  expect "the bucket's name contains the account" '*bucket=*123456789012*' "$(called 'bootstrap plan')"
  expect 'the plan was applied' '*/plan *' "$(called 'bootstrap apply')"
  expect 'the next command is printed' '*Next: . ./make.sh tf-init my-profile' "$output"
  touch "$work/state/bucket"
  in_project '. make.sh tf-bootstrap; TF_STATE_BUCKET=mine; export TF_STATE_BUCKET; . make.sh tf-init'
  expect 'the bucket is not created again' '*exists already*' "$output"
  expect 'another bucket can be used' '*bucket=mine*' "$(called 'infra init')"
  expect 'the usual bucket must belong to the account' \
    '*--bucket streamgate-terraform-123456789012 --expected-bucket-owner 123456789012 *' "$(called head-bucket)"
  touch "$work/state/stranger"
  in_project '. make.sh tf-init; echo "status $?"'
  expect "a stranger's bucket is not used" '*is not one of this account*status 1' "$output"
  rm "$work/state/stranger" "$work/state/bucket"
  in_project '. make.sh tf-init - dev -y -upgrade'
  expect 'tf-init creates the bucket' '*/plan *' "$(called 'bootstrap apply' | tail -1)"
  expect "Terraform's options are those of init" '*infra init*-upgrade*' "$(called upgrade)"
  expect 'the bucket does not get them' '' "$(called upgrade | grep bootstrap || true)"
}

applyAsksAndPassesOptionsOn() {
  new_project
  touch "$work/state/bucket"
  in_project '. make.sh tf-init; echo no | . make.sh tf-apply; echo "status $?"'
  expect 'no cancels' '*nothing was changed*status 1' "$output"
  in_project '. make.sh tf-apply < /dev/null; echo "status $?"'
  expect 'a missing answer cancels' '*nothing was changed*status 1' "$output"
  expect 'nothing was applied' '' "$(called ' apply ')"
  in_project '. make.sh tf-apply my-profile dev -var min_tasks=4 -y'
  expect 'options except -y are passed on' '*/plan -var min_tasks=4 \[*' "$(called ' plan ' | tail -1)"
  expect '-y applies' '*/plan *' "$(called ' apply ')"
  echo 0 > "$work/state/plan"
  in_project '. make.sh tf-apply; echo "status $?"'
  expect 'without changes, nothing is asked' '*no changes to apply*status 0' "$output"
  echo 1 > "$work/state/plan"
  in_project '. make.sh tf-apply - - -y; echo "status $?"'
  expect 'a failed plan is an error' '*status 1' "$output"
}

savedPlanIsApplied() {
  new_project
  touch "$work/state/bucket"
  in_project ". make.sh tf-init; . make.sh tf-plan - dev --save $work/kept"
  expect 'the plan is saved' "$work/kept" "$(ls "$work/kept")"
  expect 'Terraform does not get the option' '' "$(called save)"
  : > "$calls"
  in_project "echo no | . make.sh tf-apply - dev --saved $work/kept"
  expect 'apply asks first' '*nothing was changed*' "$output"
  in_project ". make.sh tf-apply - dev --saved $work/kept -y; echo \"status \$?\""
  expect 'the saved plan is applied' '*/plan *' "$(called ' apply ')"
  expect 'no new plan is made' '' "$(called ' plan ')"
  in_project ". make.sh tf-apply - dev --saved /no/such/plan -y; echo \"status \$?\""
  expect 'a missing plan is an error' '*status 1' "$output"
}

runningImageIsKept() {
  new_project
  touch "$work/state/bucket"
  echo '{"image_tag": {"value": "abc"}}' > "$work/state/output"
  in_project '. make.sh tf-init; . make.sh tf-plan; . make.sh tf-plan - dev -var image_tag=new'
  expect 'the running image is kept' '*-var image_tag=abc \[*' "$(called ' plan ' | head -1)"
  expect 'another image can be named' '*/plan -var image_tag=new \[*' "$(called ' plan ' | tail -1)"
  echo 'no JSON' > "$work/state/output"
  in_project '. make.sh tf-apply - - -y; echo "status $?"'
  expect 'an unreadable state is an error' '*status 1' "$output"
  expect 'nothing was applied' '' "$(called ' apply ')"
}

destroyRefusesProtectedResources() {
  new_project
  touch "$work/state/bucket"
  cat > "$work/state/show" << 'END'
{"values": {"root_module": {"child_modules": [{"resources": [{
 "address": "module.data.aws_dynamodb_table.this", "type": "aws_dynamodb_table",
 "values": {"deletion_protection_enabled": true}}]}]}}}
END
  in_project '. make.sh tf-init; . make.sh tf-destroy; echo "status $?"'
  expect 'protected resources are listed' '*  module.data.aws_dynamodb_table.this*' "$output"
  expect 'the command to remove the protection is printed' '*. ./make.sh tf-apply -var deletion_protection=false*status 1' \
    "$output"
  sed -i.bak 's/: true/: false/' "$work/state/show"
  in_project 'echo yes | . make.sh tf-destroy; echo "status $?"'
  expect 'yes is not enough' '*Type dev:*nothing was changed*status 1' "$output"
  in_project 'echo dev | . make.sh tf-destroy; echo "status $?"'
  expect 'the name of the environment confirms' '*-destroy*' "$(called ' plan ' | tail -1)"
  expect 'the plan that was shown is applied' '*/plan *' "$(called ' apply ')"
}

workflowsGetTheRegionAndTheRunner() {
  new_project
  in_project 'scripts/runner.sh prod'
  expect 'the region is that of the file' $'region=eu-central-1\nrunner=ubuntu-24.04' "$output"
  echo 'architecture = "ARM64"' >> "$project/infra/env/prod.tfvars"
  in_project 'scripts/runner.sh prod'
  expect 'images for ARM64 are built on ARM64' '*runner=ubuntu-24.04-arm' "$output"
  sed -i.bak '/^region/d' "$project/infra/env/prod.tfvars"
  in_project 'scripts/runner.sh prod; echo "status $?"'
  expect 'a file without a region is an error' '*prod.tfvars does not set region*status 1' "$output"
  in_project 'scripts/runner.sh nowhere; echo "status $?"'
  expect 'an unknown environment is an error' '*no infra/env/nowhere.tfvars*status 1' "$output"
}

imageIsTaggedWithItsCommit() {
  new_project
  echo '{"repository_url": {"value": "1.dkr.ecr.test/streamgate-dev"}}' > "$work/state/output"
  git -C "$project" init -q
  git -C "$project" -c user.name=t -c user.email=t@t.t commit -q --allow-empty -m empty
  in_project 'export IMAGE_ENGINE=docker; . make.sh image; echo "status $?"'
  expect 'uncommitted changes are refused' '*uncommitted changes*?? make.sh*status 1' "$output"
  in_project 'export IMAGE_ENGINE=docker; . make.sh image - dev --dirty | tail -1'
  expect '--dirty marks the tag' '????????????????????????????????????????-dirty-20*Z' "$output"
  printf '*\n' > "$project/.git/info/exclude"
  : > "$calls"
  in_project 'export IMAGE_ENGINE=docker; . make.sh image 2> /dev/null; git rev-parse HEAD'
  expect 'the tag is the commit' "${output##*$'\n'}" "${output%%$'\n'*}"
  local image=1.dkr.ecr.test/streamgate-dev:${output##*$'\n'}
  expect 'the image is built' "docker build *--tag $image . *" "$(called ' build')"
  expect 'the engine logs in to the registry' '* login * --password-stdin 1.dkr.ecr.test \[*' "$(called ' login ')"
  expect 'the image is pushed' "docker push $image *" "$(called ' push ')"
  touch "$work/state/image"
  : > "$calls"
  in_project 'export IMAGE_ENGINE=docker; . make.sh image; echo "status $?"'
  expect 'an image that exists is not built again' '*exists already*status 0' "$output"
  expect 'an image that exists is not pushed again' '' "$(called docker)"
}

helpListsEveryCommand
commandsWorkWithoutExitingTheShell
zshFindsTheBareNameIfTheFolderIsInItsPath
failureSetsTheStatusWithoutExitingTheShell
profileArgumentOverridesKeys
dotEnvHasAProfilePerEnvironment
environmentsHaveTheirOwnFilesStateAndRegion
providersAreTakenFromALocalFolder
bootstrapCreatesTheBucketOnce
applyAsksAndPassesOptionsOn
savedPlanIsApplied
runningImageIsKept
destroyRefusesProtectedResources
workflowsGetTheRegionAndTheRunner
imageIsTaggedWithItsCommit
[ "$failures" -eq 0 ]
