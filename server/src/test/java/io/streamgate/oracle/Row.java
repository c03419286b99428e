package io.streamgate.oracle;

import java.util.Map;

/** The oracle's record of one stream, never deleted. Times are milliseconds since the epoch. */
final class Row {

  private static final long TEN_MINUTES = 600_000;
  private static final long TWO_MINUTES = 120_000;

  final String id;
  long expiresAt;
  boolean playing;
  long pausedSince;
  long position;
  String details;
  private String content;
  final Map<String, String> facts;
  final boolean counts;
  private String atStart;
  private boolean wasErased;
  private boolean wasEnded;
  private String reason = "";
  private long endedAt;

  /** The row of a stream that starts under a plan. */
  Row(NaiveViewer.Asked asked, NaivePlan plan, long startedAt) {
    this.id = asked.id();
    this.playing = asked.playing();
    this.pausedSince = startedAt;
    this.details = asked.details();
    this.content = asked.content();
    this.facts = asked.facts();
    this.counts = plan.counts(facts);
    this.atStart = asked.over() ? "" : plan.atStart(facts);
  }

  /** Whether both name content, and not the same. */
  boolean isOfOther(String named) {
    return !named.isEmpty() && !content.isEmpty() && !named.equals(content);
  }

  String sid() {
    return id.substring(9);
  }

  /** The six characters that identify the device. */
  String device() {
    return id.substring(9, 15);
  }

  void end(String why, long now) {
    wasEnded = true;
    reason = why;
    endedAt = now;
  }

  /** All but the id and the end is forgotten. */
  void erase(String why, long now) {
    end(why, isMember(now) ? now : endedAt());
    wasErased = true;
    playing = true;
    position = 0;
    details = "{}";
    content = "";
    atStart = "";
  }

  boolean wasErased() {
    return wasErased;
  }

  /** A repeated start is still answered with it. */
  boolean isRemembered(long now) {
    return now < endedAt() + TWO_MINUTES;
  }

  /** It was not ended, and has not been silent for too long. */
  boolean isMember(long now) {
    return !wasEnded && now < expiresAt + TEN_MINUTES;
  }

  boolean isLive(long now) {
    return !wasEnded && now < expiresAt;
  }

  boolean wasRecorded() {
    return reason.equals("recorded");
  }

  long endedAt() {
    return wasEnded ? endedAt : expiresAt;
  }

  String asMember() {
    return "%s until %d %s at %d %s%s"
        .formatted(id, expiresAt, playing(), position, details, atStart);
  }

  private String playing() {
    return playing ? "playing" : "paused since " + pausedSince;
  }

  String asEnded() {
    var why = wasEnded ? reason : "expired";
    return "%s %s at %d %s at %d %s%s"
        .formatted(id, why, endedAt(), playing(), position, details, atStart);
  }
}
