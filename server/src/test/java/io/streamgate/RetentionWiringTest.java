package io.streamgate;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.config.Config;
import io.streamgate.lease.id.Device;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import io.streamgate.telemetry.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings decide whether the sqlite store deletes history or only hides it. */
final class RetentionWiringTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");
  private static final double DAY = 86_400;

  @TempDir Path directory;

  private LeaseStore open(String retention, double second) throws Exception {
    var world = new TestWorld();
    world.pass(Duration.between(TestWorld.BEGIN, second(second)));
    var settings =
        Map.of(
            "STREAMGATE_DATA_DIR", directory.toString(), "STREAMGATE_HISTORY_RETENTION", retention);
    var config = Config.read(settings, NO_FILE);
    return new StoreWiring(config, config.pace()).open(world, new Metrics()).store();
  }

  private void endOne() throws Exception {
    try (var store = open("P30D", 0)) {
      store.start(VIEWER, play(id("a", 0)), limit(3), second(0)).toCompletableFuture().join();
      store.end(VIEWER, id("a", 0), Device.UNNAMED, second(0)).toCompletableFuture().join();
    }
  }

  private int shownAfter(String retention, double second) throws Exception {
    // a process that starts after a longer time deletes nothing for a day
    try (var store = open(retention, second - DAY)) {
      store.sweep(second(second)).toCompletableFuture().join();
      return store
          .history(VIEWER, HistoryPage.newest(10), second(second))
          .toCompletableFuture()
          .join()
          .size();
    }
  }

  @Test
  void theDefaultDeletesNothingThatALongerRetentionKept() throws Exception {
    endOne();

    assertThat(shownAfter("", 2 * DAY)).isZero();
    assertThat(shownAfter("P30D", 2 * DAY)).isEqualTo(1);
  }

  @Test
  void aRetentionThatIsWrittenOutDeletes() throws Exception {
    endOne();

    assertThat(shownAfter("P1D", 2 * DAY)).isZero();
    assertThat(shownAfter("P30D", 2 * DAY)).isZero();
  }

  @Test
  void historyIsReadableForADayByDefault() throws Exception {
    endOne();

    assertThat(shownAfter("", DAY)).isEqualTo(1);
    assertThat(shownAfter("", DAY + 1)).isZero();
    assertThat(Config.read(Map.of(), NO_FILE).storage().historyRetention())
        .isEqualTo(Duration.ofDays(1));
  }
}
