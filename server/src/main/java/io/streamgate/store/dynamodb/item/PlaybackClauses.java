package io.streamgate.store.dynamodb.item;

import static io.streamgate.store.dynamodb.item.AttributeValues.millis;
import static io.streamgate.store.dynamodb.item.AttributeValues.number;

import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Playback.Report;
import java.time.Instant;
import java.util.List;

/**
 * What a player told of its playback, as clauses for a lease that was not read: the counterpart of
 * {@link Playback#after}.
 */
final class PlaybackClauses {

  private enum Flag {
    UNTOLD,
    PLAYS,
    PAUSES,
    /** It played in between: an earlier pause is over. */
    PAUSES_ANEW
  }

  private Flag flag = Flag.UNTOLD;
  private long positionMs = -1;

  private PlaybackClauses() {}

  /** Adds the clauses for the lease that goes by {@code #L}. */
  static void add(Expressions expressions, List<Report> told, Instant now) {
    var news = new PlaybackClauses();
    told.forEach(news::hear);
    news.addTo(expressions, now);
  }

  private void hear(Report told) {
    switch (told) {
      case Report.Plays() -> flag = Flag.PLAYS;
      case Report.Pauses() ->
          flag =
              switch (flag) {
                case UNTOLD, PAUSES -> Flag.PAUSES;
                case PLAYS, PAUSES_ANEW -> Flag.PAUSES_ANEW;
              };
      case Report.IsAt(var position) -> positionMs = position;
    }
  }

  private void addTo(Expressions expressions, Instant now) {
    switch (flag) {
      case UNTOLD -> {}
      case PLAYS -> expressions.remove("#L.p");
      case PAUSES -> expressions.set("#L.p = if_not_exists(#L.p, :now)").value(":now", millis(now));
      case PAUSES_ANEW -> expressions.set("#L.p = :now").value(":now", millis(now));
    }
    if (positionMs >= 0) {
      expressions.set("#L.q = :position").value(":position", number(positionMs));
    }
  }
}
