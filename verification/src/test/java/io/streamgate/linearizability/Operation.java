package io.streamgate.linearizability;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Start;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Details;
import io.streamgate.oracle.Wording;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An operation on a viewer's streams, for a store and for the specification. */
sealed interface Operation {

  /** The caller's time. */
  Instant now();

  /** Calls a store. */
  CompletionStage<List<Seen>> ask(LeaseStore store, ViewerId viewer);

  /** The next state of {@code streams}, and the expected answer. */
  Streams.Step on(Streams streams);

  /** The answer to a call. A page of history counts as one observation per stream. */
  record Seen(Operation operation, String answer) {}

  /** A start. */
  record Starts(Start start, Entitlement entitlement, Instant now) implements Operation {
    @Override
    public CompletionStage<List<Seen>> ask(LeaseStore store, ViewerId viewer) {
      return store
          .start(viewer, start, entitlement, now)
          .thenApply(Words::of)
          .thenApply(this::seen);
    }

    @Override
    public Streams.Step on(Streams streams) {
      return streams.start(start, entitlement, now);
    }

    @Override
    public String toString() {
      var what =
          switch (start) {
            case Start.Play(var id, _, _, Start.Takeover.None(), _) -> "start " + id;
            case Start.Play(var id, _, _, var takeover, _) -> "start " + id + " for " + takeover;
            case Start.PastView(var id, _, _) -> "record " + id;
          };
      return "%s within %d".formatted(what, entitlement.rules().limit().bound());
    }
  }

  /** An override, or its removal if null. */
  record Overrides(@Nullable ViewerOverride override, Instant now) implements Operation {
    @Override
    public CompletionStage<List<Seen>> ask(LeaseStore store, ViewerId viewer) {
      return store.setOverride(viewer, override, now).thenApply(set -> seen(Words.of(set, now)));
    }

    @Override
    public Streams.Step on(Streams streams) {
      return streams.override(override, now);
    }

    @Override
    public String toString() {
      return "override by " + (override == null ? "none" : override.grant());
    }
  }

  /** A heartbeat. */
  record Renews(StreamId id, Heartbeat heartbeat, Instant now) implements Operation {
    @Override
    public CompletionStage<List<Seen>> ask(LeaseStore store, ViewerId viewer) {
      return store.renew(viewer, id, heartbeat, now).thenApply(Words::of).thenApply(this::seen);
    }

    @Override
    public Streams.Step on(Streams streams) {
      return streams.renew(id, heartbeat, now);
    }

    @Override
    public String toString() {
      return "renew " + id + heartbeat.reports();
    }
  }

  /** A change of the details; also ends the stream if {@code fate} says so. */
  record Amends(StreamId id, Details details, Amendment.Fate fate, Instant now)
      implements Operation {
    @Override
    public CompletionStage<List<Seen>> ask(LeaseStore store, ViewerId viewer) {
      return store.amend(viewer, id, amendment(), now).thenApply(Words::of).thenApply(this::seen);
    }

    @Override
    public Streams.Step on(Streams streams) {
      return streams.amend(id, amendment(), now);
    }

    private Amendment amendment() {
      return new Amendment(List.of(), _ -> new Amendment.Patched.To(details), fate);
    }

    @Override
    public String toString() {
      return "amend %s to %s, %s".formatted(id, details.json(), fate);
    }
  }

  /** An end by a player on that device. */
  record Ends(StreamId id, Device by, Instant now) implements Operation {
    @Override
    public CompletionStage<List<Seen>> ask(LeaseStore store, ViewerId viewer) {
      return store.end(viewer, id, by, now).thenApply(Words::of).thenApply(this::seen);
    }

    @Override
    public Streams.Step on(Streams streams) {
      return streams.end(id, by, now);
    }

    @Override
    public String toString() {
      return "end " + id + " by " + by;
    }
  }

  /** Lists the members, and the override. */
  record Reads(Instant now) implements Operation {
    @Override
    public CompletionStage<List<Seen>> ask(LeaseStore store, ViewerId viewer) {
      return store.read(viewer).thenApply(set -> seen(Words.of(set, now)));
    }

    @Override
    public Streams.Step on(Streams streams) {
      return streams.read(now);
    }

    @Override
    public String toString() {
      return "read";
    }
  }

  /** Looks up one stream, in the set or in history. */
  record Finds(StreamId id, Instant now) implements Operation {
    @Override
    public CompletionStage<List<Seen>> ask(LeaseStore store, ViewerId viewer) {
      return store.find(viewer, id, now).thenApply(Wording::of).thenApply(this::seen);
    }

    @Override
    public Streams.Step on(Streams streams) {
      return streams.find(id, now);
    }

    @Override
    public String toString() {
      return "find " + id;
    }
  }

  /**
   * The history of several streams. A page is not guaranteed to be a snapshot: on a table it takes
   * two reads. So each stream's row has to be valid at some point within the call, and two rows may
   * be valid at different points.
   */
  record Records(List<StreamId> ids, Instant now) implements Operation {
    @Override
    public CompletionStage<List<Seen>> ask(LeaseStore store, ViewerId viewer) {
      return store
          .history(viewer, HistoryPage.newest(HistoryPage.MAX_SIZE), now)
          .thenApply(
              history ->
                  ids.stream()
                      .map(id -> new Seen(new OnRecord(id, now), Words.ofRecord(history, id)))
                      .toList());
    }

    @Override
    public Streams.Step on(Streams streams) {
      throw new IllegalStateException("a page is checked row by row");
    }
  }

  /** The history of one stream. */
  record OnRecord(StreamId id, Instant now) implements Operation {
    @Override
    public CompletionStage<List<Seen>> ask(LeaseStore store, ViewerId viewer) {
      return new Records(List.of(id), now).ask(store, viewer);
    }

    @Override
    public Streams.Step on(Streams streams) {
      return streams.record(id);
    }

    @Override
    public String toString() {
      return "record of " + id;
    }
  }

  /** The whole answer as one observation. */
  default List<Seen> seen(String answer) {
    return List.of(new Seen(this, answer));
  }

  /** Whether the call cannot have changed anything. */
  default boolean changesNothing() {
    return switch (this) {
      case Reads _, Finds _, Records _, OnRecord _ -> true;
      case Starts _, Overrides _, Renews _, Amends _, Ends _ -> false;
    };
  }
}
