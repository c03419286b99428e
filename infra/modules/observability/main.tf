# Metrics from the log, for what the load balancer and the table cannot know. The messages are listed in
# docs/OPERATING.md; LogDocumentationTest checks that the server writes them.

data "aws_partition" "current" {}

locals {
  partition = data.aws_partition.current.partition
  topic_arn = "arn:${local.partition}:sns:${var.region}:${var.account_id}:${var.name}-alarms"

  namespace = "Streamgate/${var.name}"

  counted = {
    Refusals            = "{ $.formattedMessage = \"start refused\" }"
    StoreUnavailable    = "{ $.formattedMessage = \"store unavailable\" }"
    UncountedAdmissions = "{ $.formattedMessage = \"start admitted uncounted: the store does not answer\" }"
    ServerFaults        = "{ $.level = \"ERROR\" }"
  }
}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each = local.counted

  name           = "${var.name}-${each.key}"
  log_group_name = var.log_group_name
  pattern        = each.value

  metric_transformation {
    namespace     = local.namespace
    name          = each.key
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}
