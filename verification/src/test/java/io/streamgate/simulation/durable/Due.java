package io.streamgate.simulation.durable;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import java.time.Instant;

/** When time alone will change something. */
final class Due {

  private Due() {}

  /** The next instant at which a lease of that set runs out, or something of it is over. */
  static Instant next(LeaseSet set, Instant now) {
    var next = Instant.MAX;
    for (var member : set.members()) {
      var at =
          member.isLiveAt(now) ? member.expiresAt() : member.expiresAt().plus(Member.REVIVABLE_FOR);
      next = at.isBefore(next) ? at : next;
    }
    for (var ended : set.recent()) {
      var at = ended.ending().at().plus(Ended.KEY_REMEMBERED_FOR);
      next = at.isBefore(next) ? at : next;
    }
    return next;
  }
}
