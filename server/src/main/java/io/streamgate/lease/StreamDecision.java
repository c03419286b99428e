package io.streamgate.lease;

import io.streamgate.lease.Amendment.Objection;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import java.util.List;

/** The decision on a known stream. Without {@code next}, the viewer's new set, nothing changed. */
public sealed interface StreamDecision extends Decision {

  sealed interface OfRenewal extends StreamDecision permits Kept, NotMember {}

  sealed interface OfAmendment extends StreamDecision permits Kept, Closed, Rejected, NotMember {}

  sealed interface OfEnd extends StreamDecision permits Closed, NotMember {}

  /** The stream holds no slot. */
  sealed interface NotMember extends OfRenewal, OfAmendment, OfEnd permits Gone, Unknown {}

  /** The stream is a member, possibly changed. */
  record Kept(Member member, LeaseSet next) implements OfRenewal, OfAmendment {}

  /** The stream was a member and has ended now. */
  record Closed(Ended stream, LeaseSet next) implements OfAmendment, OfEnd {}

  /** The amendment is not applied, because of at least one objection. */
  record Rejected(List<Objection> objections) implements OfAmendment {
    public Rejected {
      objections = List.copyOf(objections);
    }
  }

  /** The stream had already ended. */
  record Gone(Ended stream) implements NotMember {}

  /** Not in the set. The store's history may have the stream. */
  record Unknown() implements NotMember {}
}
