package io.streamgate.oracle;

import io.streamgate.lease.Decision;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Stream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
      case StartDecision.Refused refused ->
          "refused by %s of plan %s: %s of %d, available at %d"
              .formatted(
                  of(refused.bound()),
                  refused.rules().plan(),
                  ids(refused.live()),
                  refused.active(),
                  ms(refused.availableAt()));
      case StartDecision.NotAllowed(var live, var bound, var rules) ->
          "not allowed by %s of plan %s: %s".formatted(of(bound), rules.plan(), ids(live));
      case OperatorDecision.Overridden(var next) -> of(next.override());
      case OperatorDecision.Terminated(var all, _) -> "terminated " + words(all);
      case OperatorDecision.Erased(var all, _, _) -> "erased " + words(all);
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
    return "%s until %d %s%s"
        .formatted(member.id(), ms(member.expiresAt()), told(member), of(member.atStart()));
  }

  private static String of(AtStart at) {
    return atStart(at.plan(), at.limit(), at.facts(), at.isCounted());
  }

  /** What a start was decided by; nothing if there was no plan. */
  static String atStart(
      @Nullable String plan, @Nullable Limit limit, Map<String, String> facts, boolean isCounted) {
    return plan == null
        ? ""
        : " of plan %s with %s, %s, %s"
            .formatted(plan, of(limit), new TreeMap<>(facts), isCounted ? "counted" : "uncounted");
  }

  /** A limit, whatever the bound of the store is. */
  private static String of(@Nullable Limit limit) {
    return switch (limit) {
      case Limit.AtMost(var streams) -> "at most " + streams;
      case Limit.Unlimited _ -> "no limit";
      case null -> "no record of a limit";
    };
  }

  private static String of(Bound bound) {
    var name = bound.rule() == null ? "limit" : bound.rule();
    return bound(name, bound.of(), bound.max(), bound.group());
  }

  /** A bound that a start has met. */
  static String bound(String name, @Nullable String of, int max, Map<String, String> group) {
    return "%s: %d %s in %s".formatted(name, max, of, new TreeMap<>(group));
  }

  /** An override, without who set it. */
  static String of(@Nullable ViewerOverride override) {
    return override == null
        ? "no override"
        : switch (override.grant()) {
          case Grant.OfLimit(var limit) -> overridden(of(limit), ms(override.until()));
          case Grant.OfPlan(var name) -> overridden("plan " + name, ms(override.until()));
        };
  }

  private static String overridden(String grant, long until) {
    return "overridden by %s until %d".formatted(grant, until);
  }

  /** An ended stream, and how it ended. */
  public static String of(Ended ended) {
    return "%s %s at %d %s"
        .formatted(
            ended.id(),
            of(ended.ending()),
            ms(ended.ending().at()),
            told(ended) + of(ended.last().atStart()));
  }

  /** How a stream ended, without the time. */
  public static String of(Ending ending) {
    return switch (ending) {
      case Ending.Finished _ -> "finished";
      case Ending.Stopped(_, var by) -> "stopped by " + by.id();
      case Ending.Recorded _ -> "recorded";
      case Ending.Evicted(_, var by, var rule) -> evicted(by.value(), rule);
      case Ending.Replaced(_, var by) -> "replaced by " + by;
      case Ending.Displaced(_, var by) -> "displaced by " + by;
      case Ending.Expired _ -> "expired";
      case Ending.Terminated(_, var by) -> terminated(by.role(), by.note());
      case Ending.Other(var word, _, _) -> word;
    };
  }

  /** How a stream ended that a start evicted, by a rule or for another reason. */
  static String evicted(String by, @Nullable String rule) {
    return "evicted by " + by + (rule == null ? "" : " for " + rule);
  }

  /** How a stream ended that an operator ended. */
  static String terminated(String role, @Nullable String note) {
    return "terminated by " + role + (note == null ? "" : " who says " + note);
  }

  private static List<String> words(List<Ended> streams) {
    return streams.stream().map(Wording::of).toList();
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
