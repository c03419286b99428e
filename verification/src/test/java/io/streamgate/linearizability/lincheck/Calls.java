package io.streamgate.linearizability.lincheck;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;

import io.streamgate.lease.Decision;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.oracle.Wording;
import io.streamgate.store.LeaseStore;
import java.util.concurrent.CompletionStage;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * What Lincheck may ask of a store about one viewer with one slot. It makes short programs of these
 * for two threads, and holds their answers against those of one thread.
 */
public abstract class Calls {

  private final LeaseStore store;

  Calls(LeaseStore store) {
    this.store = store;
  }

  /** A start, or its repetition. */
  @Operation
  public String startA() {
    return start(play(id("a", 0)), 0);
  }

  /** A start of another stream. */
  @Operation
  public String startB() {
    return start(play(id("b", 0)), 0);
  }

  /** A start that takes the slot of the oldest. */
  @Operation
  public String takeOver() {
    return start(play(id("c", 1), new Takeover.Oldest()), 1);
  }

  /** A start that finds what is there lapsed. */
  @Operation
  public String startLater() {
    return start(play(id("d", 95)), 95);
  }

  /** A heartbeat that comes late. */
  @Operation
  public String renewA() {
    return answer(store.renew(VIEWER, id("a", 0), heartbeat(), second(95)));
  }

  /** A change. */
  @Operation
  public String amendA() {
    return answer(store.amend(VIEWER, id("a", 0), rewrite("{\"n\":1}"), second(2)));
  }

  /** An end. */
  @Operation
  public String endA() {
    return answer(store.end(VIEWER, id("a", 0), second(2)));
  }

  /** A list. */
  @Operation
  public String read() {
    var set = store.read(VIEWER).toCompletableFuture().join();
    var words = new StringBuilder();
    set.members().forEach(member -> words.append(Wording.of(member)).append(';'));
    return words.toString();
  }

  private String start(Start start, int second) {
    return answer(store.start(VIEWER, start, limit(1), second(second)));
  }

  private static String answer(CompletionStage<? extends Decision> decision) {
    return Wording.of(decision.toCompletableFuture().join());
  }
}
