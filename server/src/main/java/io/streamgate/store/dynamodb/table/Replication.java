package io.streamgate.store.dynamodb.table;

import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Whether a table has replicas in other Regions, and what their conditional updates are worth. */
enum Replication {
  /** The table is in one Region. */
  NONE,

  /** A global table in the default mode: a condition sees the writes of its own Region only. */
  LAST_WRITER_WINS,

  /** A global table whose conditions see the writes of all Regions. It has no time to live. */
  STRONG;

  /** The replication of the described table. */
  static Replication of(TableDescription description) {
    if (description.multiRegionConsistency() == MultiRegionConsistency.STRONG) {
      return STRONG;
    }
    return description.replicas().isEmpty() && description.globalTableVersion() == null
        ? NONE
        : LAST_WRITER_WINS;
  }
}
