package io.streamgate.endtoend.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.crowd.Ledger.Entry;
import io.streamgate.endtoend.crowd.Ledger.Standing;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import java.util.ArrayList;
import java.util.List;

/** Compares a server's lists with the answers that players received, while no player is active. */
public final class Audit {

  private static final int LIMIT = 3;

  private final Connection connection;
  private final Ledger ledger;
  private final List<String> viewers;

  public Audit(Connection connection, Ledger ledger, List<String> viewers) {
    this.connection = connection;
    this.ledger = ledger;
    this.viewers = viewers;
  }

  /**
   * Checks the running streams, repeats all requests that were never answered, and checks again.
   */
  public void afterRestart() {
    viewers.forEach(this::checkMembers);
    ledger.are(Standing.END_ASKED).forEach(this::endAgain);
    ledger.are(Standing.START_ASKED).forEach(this::startAgain);
    viewers.forEach(this::checkMembers);
  }

  private void checkMembers(String viewer) {
    var members = connection.ask(Request.list(viewer, "?status=active"));
    var names = members.ofStreams("video_name");
    assertThat(names).as("members of %s", viewer).doesNotHaveDuplicates();
    assertThat(names).as("members of %s", viewer).hasSizeLessThanOrEqualTo(LIMIT);
    for (var name : names) {
      assertThat(ledger.entry(name).standing())
          .as("the standing of the member %s", ledger.entry(name))
          .isIn(Standing.START_ASKED, Standing.STARTED, Standing.END_ASKED);
    }
    var started =
        ledger.are(Standing.STARTED).stream().filter(entry -> entry.viewer().equals(viewer));
    assertThat(members.ofStreams("stream_id"))
        .as("members of %s, which must include all acknowledged starts", viewer)
        .containsAll(started.map(Entry::id).toList());
  }

  private void endAgain(Entry entry) {
    assertThat(connection.ask(Request.end(entry.viewer(), entry.id())).status()).isEqualTo(204);
    ledger.put(entry.is(Standing.ENDED));
  }

  /** The answer is the listed stream or a new decision. The next check counts it. */
  private void startAgain(Entry entry) {
    var members = connection.ask(Request.list(entry.viewer(), "?status=active"));
    var place = members.ofStreams("video_name").indexOf(entry.key());
    var answer = connection.ask(Request.startWithKey(entry.viewer(), entry.key()));
    if (place >= 0) {
      assertThat(answer.status()).as("the answer to the member %s", entry).isEqualTo(200);
      assertThat(answer.id()).isEqualTo(members.ofStreams("stream_id").get(place));
      ledger.put(entry.started(answer.id()));
      return;
    }
    assertThat(answer.status()).as("the answer to %s, which is not a member", entry).isIn(201, 409);
    ledger.put(answer.status() == 201 ? entry.started(answer.id()) : entry.is(Standing.REFUSED));
  }

  /**
   * Checks all streams ever started: each acknowledged stream is listed once, with the end that its
   * player was told.
   */
  public void ofAll() {
    for (var viewer : viewers) {
      var ids = new ArrayList<String>();
      var names = new ArrayList<String>();
      var ended = new ArrayList<String>();
      for (var query = "?page_size=200"; !query.isEmpty(); ) {
        var page = connection.ask(Request.list(viewer, query));
        ids.addAll(page.ofStreams("stream_id"));
        names.addAll(page.ofStreams("video_name"));
        for (var i = 0; i < page.ofStreams("status").size(); i++) {
          if (page.ofStreams("status").get(i).equals("ended")) {
            ended.add(page.ofStreams("stream_id").get(i));
          }
        }
        var cursor = page.textOrEmpty("/next_cursor");
        query = cursor.isEmpty() ? "" : "?page_size=200&cursor=" + cursor;
      }
      assertThat(ids).doesNotHaveDuplicates();
      assertThat(names).doesNotHaveDuplicates();
      var mine = ledger.all().stream().filter(entry -> entry.viewer().equals(viewer)).toList();
      assertThat(ended)
          .containsExactlyInAnyOrderElementsOf(
              mine.stream()
                  .filter(entry -> entry.standing() == Standing.ENDED)
                  .map(Entry::id)
                  .toList());
    }
  }
}
