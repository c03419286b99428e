"""From an empty account to a service: everything except tasks, then the image, then the tasks."""


def test_before_the_first_image_there_is_a_repository_and_no_task(before_image):
    account, service, tasks = before_image
    assert account.repository["repositoryName"] == account.name
    assert (service["desiredCount"], service["runningCount"]) == (0, 0)
    assert tasks == []
    assert account.outputs.get("image_tag") is None


def test_the_first_image_starts_tasks_without_replacing_the_service(first_image, account):
    assert first_image["module.service.aws_ecs_service.this"] == "update"
    assert account.service["desiredCount"] == account.scalable_target["MinCapacity"] == 3


def test_the_first_image_destroys_only_the_revision_without_an_image(first_image):
    gone = {address for address, action in first_image.items() if action in ("delete", "replace")}
    assert gone == {"module.service.aws_ecs_task_definition.this"}


def test_a_second_plan_has_no_changes(everything, account, phase):
    with phase("plan again"):
        status, output = everything.plan()
    assert status == 0, output
