package io.streamgate.store.dynamodb;

/** The Regions whose nodes may write to a table at the same time. */
public enum WriterRegions {
  /** Nodes of any Region: a global table in which the last writer wins is rejected. */
  ANY,

  /** Nodes of one Region, as the operator has promised. */
  ONE
}
