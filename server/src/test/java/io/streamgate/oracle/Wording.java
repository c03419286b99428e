package io.streamgate.oracle;

import io.streamgate.lease.Decision;
import io.streamgate.lease.OverrideDecision;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Stream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Converts a store's answers into the oracle's words. */
public final class Wording {

  private Wording() {}

  /** A decision, without the set that it leads to. */
  public static String of(Decision decision) {
    return switch (decision) {
      case StartDecision.Admitted(var member, _, var ended) ->
          "admitted " + of(member) + " ended " + taken(ended);
      case StartDecision.Replayed(var member, _) -> "replayed " + of(member);
      case StartDecision.Recorded(var stream, _) -> "recorded " + of(stream);
      case StartDecision.RecordedBefore(var stream) -> "recorded before " + of(stream);
      case StartDecision.AlreadyEnded(var stream) -> "already ended " + of(stream);
      case StartDecision.KeyReused(var earlier) -> "key reused of " + earlier;
      case StartDecision.Refused(var live, var bound, var availableAt, _, _) ->
          "refused %s limit %d available at %d".formatted(ids(live), bound.max(), ms(availableAt));
      case StartDecision.NotAllowed(var live, _, _) -> "not allowed " + ids(live);
      case OverrideDecision(var next) -> "overridden by " + next.override();
      case StreamDecision.Kept(var member, _) -> "kept " + of(member);
      case StreamDecision.Closed(var stream, _) -> "closed " + of(stream);
      case StreamDecision.Rejected _ -> "rejected";
      case StreamDecision.Gone(var stream) -> "gone " + of(stream);
      case StreamDecision.Unknown() -> "unknown";
    };
  }

  /** The result of a lookup. */
  public static String of(Optional<Stream> found) {
    return found.map(Wording::of).orElse("unknown");
  }

  private static String of(Stream stream) {
    return switch (stream) {
      case Member member -> of(member);
      case Ended ended -> "gone " + of(ended);
    };
  }

  /** A member and its lease. */
  public static String of(Member member) {
    return "%s until %d %s".formatted(member.id(), ms(member.expiresAt()), told(member));
  }

  /** An ended stream, and how it ended. */
  public static String of(Ended ended) {
    return "%s %s at %d %s"
        .formatted(ended.id(), of(ended.ending()), ms(ended.ending().at()), told(ended));
  }

  /** How a stream ended, without the time. */
  public static String of(Ending ending) {
    return switch (ending) {
      case Ending.Finished _ -> "finished";
      case Ending.Stopped(_, var by) -> "stopped by " + by.id();
      case Ending.Recorded _ -> "recorded";
      case Ending.Evicted(_, var by, _) -> "evicted by " + by;
      case Ending.Replaced(_, var by) -> "replaced by " + by;
      case Ending.Displaced(_, var by) -> "displaced by " + by;
      case Ending.Expired _ -> "expired";
      case Ending.Other(var word, _, _) -> word;
    };
  }

  private static String told(Stream stream) {
    var playback = stream.playback();
    var playing =
        switch (playback) {
          case Playback.Playing _ -> "playing";
          case Playback.Paused(var since, _) -> "paused since " + ms(since);
        };
    return "%s at %d %s".formatted(playing, playback.positionMs(), stream.details().json());
  }

  /**
   * The streams whose slots were taken. Expired ones are recorded by the first call that sees them.
   */
  private static List<String> taken(List<Ended> ended) {
    return ended.stream()
        .filter(stream -> !(stream.ending() instanceof Ending.Expired))
        .map(Wording::of)
        .sorted()
        .toList();
  }

  private static List<String> ids(List<Member> members) {
    return members.stream().map(member -> member.id().value()).toList();
  }

  private static long ms(Instant instant) {
    return instant.toEpochMilli();
  }
}
