package io.streamgate.store.dynamodb.item;

import static io.streamgate.store.dynamodb.item.AttributeValues.millis;
import static io.streamgate.store.dynamodb.item.AttributeValues.number;

import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.store.dynamodb.item.expression.Expressions;
import java.time.Instant;
import java.util.List;

/**
 * A player's playback reports as clauses for a lease that was not read: the counterpart of {@link
 * Playback#after}.
 */
final class PlaybackClauses {

  private enum Flag {
    UNREPORTED,
    PLAYS,
    PAUSES,
    /** The stream played before this pause, which is therefore a new one. */
    PAUSES_ANEW
  }

  private Flag flag = Flag.UNREPORTED;
  private long positionMs = -1;

  private PlaybackClauses() {}

  /** Adds the clauses for the lease with the alias {@code #L}. */
  static void add(Expressions expressions, List<Report> reports, Instant now) {
    var clauses = new PlaybackClauses();
    reports.forEach(clauses::apply);
    clauses.addTo(expressions, now);
  }

  private void apply(Report report) {
    switch (report) {
      case Report.Plays() -> flag = Flag.PLAYS;
      case Report.Pauses() ->
          flag =
              switch (flag) {
                case UNREPORTED, PAUSES -> Flag.PAUSES;
                case PLAYS, PAUSES_ANEW -> Flag.PAUSES_ANEW;
              };
      case Report.IsAt(var position) -> positionMs = position;
    }
  }

  private void addTo(Expressions expressions, Instant now) {
    switch (flag) {
      case UNREPORTED -> {}
      case PLAYS -> expressions.remove("#L.p");
      case PAUSES -> expressions.set("#L.p = if_not_exists(#L.p, :now)").value(":now", millis(now));
      case PAUSES_ANEW -> expressions.set("#L.p", ":now", millis(now));
    }
    if (positionMs >= 0) {
      expressions.set("#L.q", ":position", number(positionMs));
    }
  }
}
