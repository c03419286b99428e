package io.streamgate.oracle;

import java.util.List;
import java.util.function.Function;

/** The oracle's answers about a stream that was started before. */
record NaiveStreams(NaiveViewer viewer, long now, long retention) {

  String renew(String id, List<String> news, long lease) {
    return about(
        id,
        row -> {
          row.expiresAt = now + lease;
          tell(row, news);
          return "kept " + row.asMember();
        });
  }

  String amend(String id, List<String> news, String details, boolean ends) {
    return about(
        id,
        row -> {
          if (details.isEmpty()) {
            return "rejected";
          }
          tell(row, news);
          row.details = details;
          return ends ? ended(row, "finished") : "kept " + row.asMember();
        });
  }

  /** An end by a player that named {@code device}, or none, whose streams have that mark. */
  String end(String id, String device, String mark) {
    return about(
        id,
        row -> {
          var isOther = !device.isEmpty() && !row.device().equals(mark);
          return ended(row, isOther ? "stopped by " + device : "finished");
        });
  }

  /** An end by an operator. */
  String terminate(String id, String why) {
    return about(id, row -> ended(row, why));
  }

  /** The end of all by an operator. */
  String terminateAll(String why) {
    var members = viewer.members(now);
    members.forEach(row -> row.end(why, now));
    return "terminated " + members.stream().map(Row::asEnded).toList();
  }

  String erase(String why) {
    var members = viewer.members(now);
    viewer.rows.forEach(row -> row.erase(why, now));
    viewer.override = null;
    return "erased " + members.stream().map(Row::asEnded).toList();
  }

  /** Whether nothing is known of the viewer, not even an id. */
  boolean isErased() {
    return viewer.override == null
        && viewer.rows.stream().allMatch(row -> row.wasErased() && !row.isRemembered(now));
  }

  String find(String id) {
    return about(id, Row::asMember);
  }

  private String ended(Row row, String why) {
    row.end(why, now);
    return "closed " + row.asEnded();
  }

  private void tell(Row row, List<String> news) {
    for (var told : news) {
      switch (told) {
        case "plays" -> row.playing = true;
        case "pauses" -> {
          row.pausedSince = row.playing ? now : row.pausedSince;
          row.playing = false;
        }
        default -> row.position = Long.parseLong(told);
      }
    }
  }

  private String about(String id, Function<Row, String> member) {
    for (var row : viewer.rows) {
      if (row.id.equals(id)) {
        if (row.isMember(now)) {
          return member.apply(row);
        }
        var isKnown = row.wasErased() ? row.isRemembered(now) : row.endedAt() + retention >= now;
        return isKnown ? "gone " + row.asEnded() : "unknown";
      }
    }
    return "unknown";
  }
}
