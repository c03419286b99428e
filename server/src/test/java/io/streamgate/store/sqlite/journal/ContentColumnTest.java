package io.streamgate.store.sqlite.journal;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.detailsOf;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.Journal.Row;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The column of content marks, in a new database and in one from before it existed. */
final class ContentColumnTest {

  @TempDir Path directory;

  private static Member member(String name, String content) {
    return new Member(id(name, 0), second(90), Playback.fromStart(), detailsOf(content));
  }

  private static List<Details> loaded(SqliteJournal journal) throws SQLException {
    var details = new ArrayList<Details>();
    journal.load(
        second(90),
        second(0),
        row ->
            details.add(
                switch (row) {
                  case Row.Live live -> live.member().details();
                  case Row.Past past -> past.stream().details();
                  case Row.Overridden _, Row.Erased _ -> throw new AssertionError(row);
                }));
    return details;
  }

  private void oneMemberAndOneEnded() throws SQLException {
    try (var journal = new SqliteJournal(Database.in(directory))) {
      assertThat(loaded(journal)).isEmpty();
      var ended = member("b", "Brazil").ended(new Ending.Finished(second(5)));
      journal.commit(
          List.of(
              new Change.Admit(1, VIEWER, member("a", "Alien")),
              new Change.Remember(VIEWER, ended)));
    }
  }

  @Test
  void theContentOfMembersAndEndedStreamsIsReadBack() throws SQLException {
    oneMemberAndOneEnded();

    try (var journal = new SqliteJournal(Database.in(directory))) {
      assertThat(loaded(journal)).containsExactly(detailsOf("Alien"), detailsOf("Brazil"));
    }
  }

  @Test
  void aDatabaseFromBeforeTheColumnGetsItAndItsStreamsAreOfUnknownContent() throws SQLException {
    oneMemberAndOneEnded();
    for (var table : List.of("live", "history")) {
      DataFiles.execute(directory, "ALTER TABLE " + table + " DROP COLUMN content_mark");
    }

    try (var journal = new SqliteJournal(Database.in(directory))) {
      assertThat(loaded(journal)).containsExactly(Details.NONE, Details.NONE);
      journal.commit(List.of(new Change.Admit(2, VIEWER, member("c", "Casablanca"))));
      assertThat(loaded(journal))
          .containsExactly(Details.NONE, detailsOf("Casablanca"), Details.NONE);
    }
  }
}
