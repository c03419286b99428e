package io.streamgate.identity.jwt.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.identity.KeyFetchObserver.KeyFetch;
import io.streamgate.identity.jwt.Issuer;
import io.streamgate.identity.jwt.keys.CurrentKeys.Refetch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Keys with a URL each: which are asked for, and when they are renewed and dropped. */
final class EachKeyTest {

  private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
  private static final Duration OUTAGE = Duration.ofHours(1);
  private static final String START = "https://lb.example/";
  private static final int NOT_FOUND = 404;
  private static final int DOWN = 503;

  private final Map<String, Integer> faults = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<KeyFetch> observed = new ArrayList<>();
  private final CurrentKeys keys =
      new CurrentKeys(
          new KeySource.OfEachKey(START, this::get, Runnable::run),
          new CurrentKeys.Times(Duration.ofMinutes(5), OUTAGE),
          KeyFile.none(),
          observed::add,
          NOW);

  /** Every key is there that has no fault. */
  private CompletionStage<String> get(URI url) {
    var kid = url.toString().substring(START.length());
    asked.add(kid);
    var fault = faults.get(kid);
    return fault == null
        ? CompletableFuture.completedStage(KeyTextsTest.pem(Issuer.curve(kid)))
        : CompletableFuture.failedStage(failure(fault));
  }

  private static IOException failure(int status) {
    var message = "the server answered " + status;
    return status == NOT_FOUND ? new FileNotFoundException(message) : new IOException(message);
  }

  private void is(Refetch outcome, String kid, int second) {
    assertThat(keys.fetch(kid, NOW.plusSeconds(second)).toCompletableFuture())
        .isCompletedWithValue(outcome);
  }

  private void refresh(int second) {
    keys.refreshIfDue(NOW.plusSeconds(second));
  }

  private List<String> known(int second) {
    var usable = keys.usable(NOW.plusSeconds(second));
    return usable == null
        ? List.of("none is usable")
        : usable.keys().stream().map(key -> String.valueOf(key.kid())).toList();
  }

  @Test
  void aKeyIsFetchedWhenATokenNamesIt() {
    is(Refetch.FETCHED, "a", 0);
    is(Refetch.FETCHED, "b", 30);

    assertThat(known(30)).containsExactly("a", "b");
    assertThat(asked).containsExactly("a", "b");
  }

  /** Otherwise such tokens would keep a key for ever that the provider has withdrawn. */
  @Test
  void aNameThatNoKeyCanHaveIsNotAskedForAndRenewsNothing() {
    is(Refetch.FETCHED, "a", 0);
    faults.put("a", NOT_FOUND);
    for (var kid : List.of("../b", "", "k".repeat(65), "a b", "%2e")) {
      is(Refetch.NO_SUCH_KEY, kid, 240);
    }
    assertThat(asked).containsExactly("a");
    assertThat(observed).containsExactly(KeyFetch.FETCHED);

    refresh(300);

    assertThat(asked).containsExactly("a", "a");
    assertThat(known(300)).containsExactly("none is usable");
  }

  @Test
  void inventedNamesLeaveASlotForTheRefresh() {
    is(Refetch.FETCHED, "a", 0);
    is(Refetch.FETCHED, "b", 290);
    is(Refetch.TOO_SOON, "c", 291);

    refresh(300);

    assertThat(asked).containsExactly("a", "b", "a", "b");
  }

  @Test
  void aKeyThatIsFetchedRenewsNoOther() {
    is(Refetch.FETCHED, "a", 0);
    faults.put("a", DOWN);
    is(Refetch.FETCHED, "b", 240);

    assertThat(keys.age(NOW.plusSeconds(299))).isEqualTo(Duration.ofSeconds(299));
    refresh(300);
    assertThat(asked).containsExactly("a", "b", "a", "b");
    assertThat(known(3600)).containsExactly("a", "b");
    assertThat(known(3601)).containsExactly("none is usable");
  }

  @Test
  void aKeyIsDroppedWhenTheProviderSaysThatItIsGone() {
    is(Refetch.FETCHED, "a", 0);
    is(Refetch.FETCHED, "b", 30);
    faults.put("a", NOT_FOUND);

    refresh(300);

    assertThat(known(300)).containsExactly("b");
    assertThat(keys.age(NOW.plusSeconds(300))).isEqualTo(Duration.ZERO);
  }

  /** And not renewed: the age of the set is that of its oldest key. */
  @Test
  void aKeyIsKeptWhenItCannotBeFetchedAgain() {
    is(Refetch.FETCHED, "a", 0);
    is(Refetch.FETCHED, "b", 30);
    is(Refetch.FETCHED, "c", 60);
    faults.put("a", DOWN);
    faults.put("b", NOT_FOUND);

    refresh(300);

    assertThat(known(300)).containsExactly("a", "c");
    assertThat(keys.age(NOW.plusSeconds(300))).isEqualTo(Duration.ofMinutes(5));
    assertThat(observed).endsWith(KeyFetch.FAILED);
    refresh(301);
    assertThat(asked).as("soon again").hasSize(8);
  }

  @Test
  void nothingIsRefreshedBeforeATokenNamesAKey() {
    refresh(0);

    assertThat(asked).isEmpty();
    assertThat(observed).isEmpty();
    assertThat(known(0)).containsExactly("none is usable");
  }

  @Test
  void aKeyThatDoesNotExistIsNoFaultOfTheProvider() {
    faults.put("x", NOT_FOUND);
    is(Refetch.FETCHED, "a", 0);
    is(Refetch.NO_SUCH_KEY, "x", 30);

    assertThat(observed).containsExactly(KeyFetch.FETCHED, KeyFetch.FETCHED);
    assertThat(known(30)).containsExactly("a");
  }

  @Test
  void aKeyThatCannotBeFetchedDelaysNoRefresh() {
    faults.put("x", DOWN);
    is(Refetch.FETCHED, "a", 0);
    is(Refetch.FAILED, "x", 265);
    is(Refetch.FAILED, "x", 299);

    refresh(300);

    assertThat(asked).containsExactly("a", "x", "x", "a");
  }

  /** The old ones may have been withdrawn long ago. */
  @Test
  void afterALongOutageTheSetBeginsAnew() {
    is(Refetch.FETCHED, "a", 0);
    faults.put("a", DOWN);
    refresh(300);

    is(Refetch.FETCHED, "b", 3601);

    assertThat(known(3601)).containsExactly("b");
    assertThat(keys.age(NOW.plusSeconds(3602))).isEqualTo(Duration.ofSeconds(1));
  }
}
