package io.streamgate.limiter;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestWorld;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.Start;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Status;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Listing.From;
import io.streamgate.limiter.Listing.More;
import io.streamgate.limiter.Listing.Which;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.memory.MemoryLeaseStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Lists of streams that are chosen by their details, of which there may be few. */
final class ListOfDetailsTest {

  private static final Details WANTED = new Details("{\"wanted\":true}");
  private static final Which WHICH = new Which.With(WANTED::equals);

  private final TestWorld world = new TestWorld();
  private final LeaseStore store = new MemoryLeaseStore(Duration.ofDays(30));
  private final List<Event.Operation> operations = new ArrayList<>();
  private final Limiter limiter =
      new Limiter(store, policy(3, OnStoreFailure.REFUSE), world, this::count);

  private void count(Event event) {
    if (event instanceof Event.StoreAnswered(var operation, _)) {
      operations.add(operation);
    }
  }

  private StreamId past(Details details) {
    world.pass(Duration.ofMillis(1));
    var id = id("past-" + world.now(), world.now());
    var view = new Start.PastView(id, Playback.fromStart(), details);
    await(store.start(VIEWER, view, limit(3), world.now()));
    return id;
  }

  private void others(int many) {
    for (var n = 0; n < many; n++) {
      past(Details.NONE);
    }
  }

  private Listing page(From from, int size) {
    operations.clear();
    var selection = new Listing.Selection(EnumSet.allOf(Status.class), WHICH, from, size);
    return await(limiter.list(new Caller(new Viewer(VIEWER), "request"), selection));
  }

  @Test
  void wantedStreamsAreFoundAmongHundredsOfOthers() {
    var oldest = past(WANTED);
    others(400);
    var newest = past(WANTED);

    var listing = page(new From.Newest(), 50);

    assertThat(listing.streams()).extracting(Stream::id).containsExactly(newest, oldest);
    assertThat(listing.more()).isEqualTo(new More.No());
  }

  @Test
  void aPageReadsTheHistoryFiveTimesAtMostAndTheNextOneReadsOn() {
    var oldest = past(WANTED);
    others(1_200);

    var first = page(new From.Newest(), 50);

    assertThat(first.streams()).isEmpty();
    assertThat(operations).containsOnlyOnce(Event.Operation.READ).hasSize(6);
    assertThat(first.more()).isInstanceOf(More.After.class);
    var second = page(new From.After(((More.After) first.more()).last()), 50);
    assertThat(second.streams()).extracting(Stream::id).containsExactly(oldest);
    assertThat(second.more()).isEqualTo(new More.No());
  }

  /** Otherwise the next page would begin after it, and skip what was not read. */
  @Test
  void aRunningStreamThatIsOlderThanWhatWasReadIsOnALaterPage() {
    var skipped = past(WANTED);
    world.pass(Duration.ofMillis(1));
    var running = id("b", world.now());
    var start = play(running);
    await(
        store.start(
            VIEWER,
            new Start.Play(running, start.playback(), WANTED, start.takeover()),
            limit(3),
            world.now()));
    others(1_005);

    var first = page(new From.Newest(), 50);

    assertThat(first.streams()).isEmpty();
    assertThat(first.usage().active()).isEqualTo(1);
    var second = page(new From.After(((More.After) first.more()).last()), 50);
    assertThat(second.streams()).extracting(Stream::id).containsExactly(running, skipped);
  }

  @Test
  void pagesNeitherSkipNorRepeat() {
    var all = new ArrayList<StreamId>();
    for (var n = 0; n < 60; n++) {
      all.addFirst(past(WANTED));
      others(n % 9);
    }

    var seen = new ArrayList<StreamId>();
    var page = page(new From.Newest(), 7);
    while (page.more() instanceof More.After(var last)) {
      page.streams().forEach(stream -> seen.add(stream.id()));
      page = page(new From.After(last), 7);
    }
    page.streams().forEach(stream -> seen.add(stream.id()));

    assertThat(seen).containsExactlyElementsOf(all);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
