package io.streamgate.simulation;

import io.streamgate.lease.stream.Member;
import io.streamgate.store.LeaseStore;
import java.util.List;

/** The program that the simulated server runs: the sound one, or one with a bug planted. */
interface Build {

  /** The program as it is. */
  Build SOUND = new Build() {};

  /** The store that the limiter is given. Asked anew after each restart. */
  default LeaseStore store(LeaseStore sound) {
    return sound;
  }

  /** What a restart makes of a viewer's members as they are on record, in the order they began. */
  default List<Member> restored(List<Member> onRecord) {
    return onRecord;
  }
}
