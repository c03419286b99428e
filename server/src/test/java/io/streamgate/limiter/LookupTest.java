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
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.stream.Status;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Listing.From;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.memory.MemoryLeaseStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A list is read in two steps, on a store that may be slow at each. */
final class LookupTest {

  private final TestWorld world = new TestWorld();
  private final LeaseStore store = new MemoryLeaseStore(Duration.ofDays(30));
  private final CompletableFuture<LeaseSet> read = new CompletableFuture<>();

  @Test
  void aStreamThatEndsWhileTheMembersAreReadIsListed() {
    var a = id("a", world.now());
    await(store.start(VIEWER, play(a), limit(3), world.now()));
    var all = new Listing.Selection(EnumSet.allOf(Status.class), new From.Newest(), 9);

    var listing = onASlowStore().list(new Caller(new Viewer(VIEWER), "request"), all);
    await(store.end(VIEWER, a, Device.UNNAMED, world.now()));
    read.complete(await(store.read(VIEWER)));

    assertThat(await(listing).streams()).extracting(Stream::id).containsExactly(a);
  }

  private Limiter onASlowStore() {
    return new Limiter(readSlowly(), policy(3, OnStoreFailure.REFUSE), world, _ -> {});
  }

  private LeaseStore readSlowly() {
    var proxy =
        Proxy.newProxyInstance(
            LeaseStore.class.getClassLoader(),
            new Class<?>[] {LeaseStore.class},
            (_, method, arguments) ->
                method.getName().equals("read") ? read : method.invoke(store, arguments));
    return (LeaseStore) proxy;
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
