# The image repository, and optionally its deployers: GitHub's workflow (github.tf) or CodePipeline
# (pipeline.tf). Both run scripts/deploy.sh with the permissions in deploy.tf.

data "aws_partition" "current" {}

locals {
  partition = data.aws_partition.current.partition
  here      = "${var.region}:${var.account_id}"

  has_github   = var.github_repository != null
  has_pipeline = var.pipeline != null
  has_deployer = local.has_github || local.has_pipeline || var.deploy_policies
}

# Tags are immutable: the tested image of a commit is the one that runs, and a task that is replaced at
# night starts the same image as the other tasks.
resource "aws_ecr_repository" "images" {
  name                 = var.name
  image_tag_mutability = "IMMUTABLE"
  force_delete         = var.force_delete

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = var.kms_key_arn == null ? "AES256" : "KMS"
    kms_key         = var.kms_key_arn
  }

  # AWS sets the key at creation only. Another one would replace the repository, with all its images.
  lifecycle {
    ignore_changes = [encryption_configuration]
  }
}

resource "aws_ecr_lifecycle_policy" "images" {
  repository = aws_ecr_repository.images.name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Drop what no tag names"
        selection = {
          tagStatus   = "untagged"
          countType   = "sinceImagePushed"
          countUnit   = "days"
          countNumber = var.untagged_image_days
        }
        action = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "Keep the newest images, to roll back to"
        selection = {
          tagStatus      = "tagged"
          tagPatternList = ["*"]
          countType      = "imageCountMoreThan"
          countNumber    = var.images_kept
        }
        action = { type = "expire" }
      },
    ]
  })
}
