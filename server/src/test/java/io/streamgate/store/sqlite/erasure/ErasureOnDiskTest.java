package io.streamgate.store.sqlite.erasure;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.contract.LeaseStoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.sqlite.journal.DataFiles;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an erasure leaves on disk, what a restart makes of it, and what older databases lack. */
final class ErasureOnDiskTest extends ErasedViewerFixture {

  @Test
  void whatIsLeftSurvivesARestartAndNoStartIsAdmittedTwice() throws IOException {
    await(starting(ZOE, id("tv/a", 0)));
    erase(5);
    store.close();
    open(6);

    assertThat(found()).isEmpty();
    assertThat(await(store.find(ZOE, id("tv/a", 0), second(7)))).isPresent();
    assertThat(await(store.find(Given.freshViewer(), id("tv/a", 0), second(7)))).isEmpty();
    assertThat(await(store.renew(ZOE, id("tv/a", 0), Given.heartbeat(), second(7))))
        .isInstanceOf(StreamDecision.Gone.class);
    assertThat(await(starting(ZOE, id("tv/a", 7)))).isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(await(store.history(ZOE, HistoryPage.newest(9), second(8)))).isEmpty();

    assertThat(erase(8).isComplete()).isFalse();
    assertThat(erase(125).isComplete()).isTrue();
    store.close();
    open(126);
    assertThat(await(starting(ZOE, id("tv/a", 126)))).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void theIdsAreDeletedByUpkeepThoughNobodyRepeatsTheErasure() throws IOException {
    await(starting(ZOE, id("tv/a", 0)));
    erase(5);
    await(store.sweep(second(126)));
    await(store.sweep(second(127)));

    assertThat(DataFiles.rows(directory, "SELECT stream FROM erased")).isEmpty();
  }

  @Test
  void roleAndNoteOfAnEndAreOnDisk() {
    await(starting(ZOE, id("tv/a", 0)));
    var ended =
        await(store.terminate(ZOE, id("tv/a", 0), new Termination("operate", "x"), second(1)));
    store.close();
    open(2);

    assertThat(await(store.history(ZOE, HistoryPage.newest(9), second(3))))
        .extracting(Ended::ending)
        .containsExactly(((StreamDecision.Closed) ended).stream().ending());
  }

  @Test
  void aDatabaseOfTheVersionBeforeGetsWhatItLacks() {
    await(starting(ZOE, id("tv/a", 0)));
    await(store.end(ZOE, id("tv/a", 0), Device.UNNAMED, second(1)));
    await(starting(ZOE, id("tv/b", 2)));
    store.close();
    for (var sql :
        List.of(
            "DROP TABLE audit",
            "DROP TABLE erased",
            "ALTER TABLE history DROP COLUMN terminated_by",
            "ALTER TABLE history DROP COLUMN terminated_note")) {
      DataFiles.execute(directory, sql);
    }
    open(3);

    await(store.terminate(ZOE, id("tv/b", 2), BY, second(4)));
    assertThat(await(store.history(ZOE, HistoryPage.newest(9), second(5))))
        .extracting(Ended::ending)
        .containsExactly(new Ending.Terminated(second(4), BY), new Ending.Finished(second(1)));
    assertThat(erase(3_600).isComplete()).isTrue();
  }
}
