package io.streamgate.oracle;

/** The oracle's record of one stream, never deleted. Times are milliseconds since the epoch. */
final class Row {

  private static final long TEN_MINUTES = 600_000;

  final String id;
  long expiresAt;
  boolean playing;
  long pausedSince;
  long position;
  String details;
  final String content;
  private boolean wasEnded;
  private String reason = "";
  private long endedAt;

  Row(String id, boolean playing, long startedAt, String details, String content) {
    this.id = id;
    this.playing = playing;
    this.pausedSince = startedAt;
    this.details = details;
    this.content = content;
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
    return "%s until %d %s at %d %s".formatted(id, expiresAt, playing(), position, details);
  }

  private String playing() {
    return playing ? "playing" : "paused since " + pausedSince;
  }

  String asEnded() {
    return "%s %s at %d %s at %d %s"
        .formatted(id, wasEnded ? reason : "expired", endedAt(), playing(), position, details);
  }
}
