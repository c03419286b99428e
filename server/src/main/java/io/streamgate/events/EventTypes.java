package io.streamgate.events;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Event.Manner;
import org.jspecify.annotations.Nullable;

/** Which events other systems are told of, and by which type. */
final class EventTypes {

  static final String ADMITTED = "io.streamgate.stream.admitted";
  static final String REFUSED = "io.streamgate.stream.refused";
  static final String EVICTED = "io.streamgate.stream.evicted";
  static final String ENDED = "io.streamgate.stream.ended";
  static final String LAPSED = "io.streamgate.stream.lapsed";
  static final String OVERRIDDEN = "io.streamgate.viewer.overridden";
  static final String ERASED = "io.streamgate.viewer.erased";

  private EventTypes() {}

  /** The type of a CloudEvent; null if the event is for metrics and the log only. */
  static @Nullable String of(Event event) {
    return switch (event) {
      case Event.Started(_, _, var manner, _, _, _) -> of(manner);
      case Event.NotStarted _ -> REFUSED;
      case Event.StreamEnded(_, var stream, _) -> of(stream);
      case Event.Lapsed _ -> LAPSED;
      case Event.Overridden _ -> OVERRIDDEN;
      case Event.Erased _ -> ERASED;
      case Event.ChangeRefused _, Event.HeartbeatAnswered _, Event.LeaveAnswered _ -> null;
      case Event.Expired _, Event.StoreAnswered _, Event.StoreFailed _ -> null;
    };
  }

  private static @Nullable String of(Manner manner) {
    return switch (manner) {
      case ADMITTED, UNENFORCED -> ADMITTED;
      case REPLAYED, RECORDED -> null;
    };
  }

  private static String of(Ended stream) {
    return switch (stream.ending()) {
      case Ending.Evicted _ -> EVICTED;
      case Ending.Displaced _, Ending.Expired _ -> LAPSED;
      case Ending.Finished _,
          Ending.Recorded _,
          Ending.Stopped _,
          Ending.Replaced _,
          Ending.Terminated _,
          Ending.Other _ ->
          ENDED;
    };
  }

  /** Whom an event with a type is about. */
  static ViewerId viewer(Event event) {
    return switch (event) {
      case Event.Started start -> start.caller().viewer().id();
      case Event.NotStarted start -> start.caller().viewer().id();
      case Event.StreamEnded end -> end.caller().viewer().id();
      case Event.Lapsed(var viewer, _) -> viewer;
      case Event.Overridden(var caller, _) -> caller.viewer().id();
      case Event.Erased(var caller, _) -> caller.viewer().id();
      case Event.ChangeRefused _,
          Event.HeartbeatAnswered _,
          Event.LeaveAnswered _,
          Event.Expired _,
          Event.StoreAnswered _,
          Event.StoreFailed _ ->
          throw new IllegalArgumentException("not for other systems: " + event);
    };
  }
}
