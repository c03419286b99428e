package io.streamgate.lease;

import io.streamgate.lease.stream.Ended;
import java.util.List;

/** The decision of a {@link LeaseSet}: the answer, and the change that a store commits with it. */
public sealed interface Decision permits StartDecision, StreamDecision, OperatorDecision {

  /** The viewer's set after this decision; {@code before} itself if nothing changed. */
  default LeaseSet after(LeaseSet before) {
    return switch (this) {
      case StartDecision.Admitted(_, var next, _) -> next;
      case StartDecision.Replayed(_, var next) -> next;
      case StartDecision.Recorded(_, var next) -> next;
      case StreamDecision.Kept(_, var next) -> next;
      case StreamDecision.Closed(_, var next) -> next;
      case OperatorDecision.Overridden(var next) -> next;
      case OperatorDecision.Terminated(_, var next) -> next;
      case OperatorDecision.Erased(_, var next, _) -> next;
      case StartDecision.RecordedBefore _,
          StartDecision.AlreadyEnded _,
          StartDecision.KeyReused _,
          StartDecision.Refused _,
          StartDecision.NotAllowed _,
          StreamDecision.Rejected _,
          StreamDecision.Gone _,
          StreamDecision.Unknown _ ->
          before;
    };
  }

  /** The streams that ended by this decision or had expired; all go to the history. */
  default List<Ended> ended() {
    return switch (this) {
      case StartDecision.Admitted(_, _, var ended) -> ended;
      case StartDecision.Recorded(var stream, _) -> List.of(stream);
      case StreamDecision.Closed(var stream, _) -> List.of(stream);
      case OperatorDecision.Terminated(var all, _) -> all;
      case StartDecision.Replayed _,
          StartDecision.RecordedBefore _,
          StartDecision.AlreadyEnded _,
          StartDecision.KeyReused _,
          StartDecision.Refused _,
          StartDecision.NotAllowed _,
          StreamDecision.Kept _,
          StreamDecision.Rejected _,
          StreamDecision.Gone _,
          StreamDecision.Unknown _,
          OperatorDecision.Overridden _,
          OperatorDecision.Erased _ ->
          List.of();
    };
  }
}
