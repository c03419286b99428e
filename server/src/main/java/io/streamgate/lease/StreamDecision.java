package io.streamgate.lease;

import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;

/**
 * What the kernel answers about a stream that was started before. {@code next} is the viewer's set
 * from then on; an answer without one changed nothing.
 */
public sealed interface StreamDecision extends Decision {

  /** The answers to a heartbeat. */
  sealed interface OfRenewal extends StreamDecision permits Kept, NotMember {}

  /** The answers to an amendment. */
  sealed interface OfAmendment extends StreamDecision permits Kept, Closed, Rejected, NotMember {}

  /** The answers to an end. */
  sealed interface OfEnd extends StreamDecision permits Closed, NotMember {}

  /** The answers about a stream that holds no slot, whatever was asked. */
  sealed interface NotMember extends OfRenewal, OfAmendment, OfEnd permits Gone, Unknown {}

  /** It is a member, now as {@code member}. */
  record Kept(Member member, LeaseSet next) implements OfRenewal, OfAmendment {}

  /** It was a member until now. */
  record Closed(Ended stream, LeaseSet next) implements OfAmendment, OfEnd {}

  /**
   * The amendment does not fit what the stream has.
   *
   * @param why for the player to read
   */
  record Rejected(String why) implements OfAmendment {}

  /** It had ended before. */
  record Gone(Ended stream) implements NotMember {}

  /** The set knows no such stream; a store's history may. */
  record Unknown() implements NotMember {}
}
