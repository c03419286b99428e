package io.streamgate.linearizability.lincheck;

import io.streamgate.store.CheckThenActLeaseStore;

/** A store that checks first and acts later. */
public final class OfCheckThenAct extends Calls {

  /** An empty store. */
  public OfCheckThenAct() {
    super(new CheckThenActLeaseStore());
  }
}
