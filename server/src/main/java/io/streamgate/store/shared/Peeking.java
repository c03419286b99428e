package io.streamgate.store.shared;

import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.LeaseStore;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A store that also offers a read which is cheaper than a write, and may be out of date. */
public interface Peeking extends LeaseStore {

  /**
   * The member of that id as it was some time ago, mostly less than a second; empty if it was none
   * then. It may have ended, or have been renewed, since.
   */
  CompletionStage<Optional<StreamDecision.Kept>> peek(ViewerId viewer, StreamId id);
}
