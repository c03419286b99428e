package io.streamgate.limiter;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Status;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Listing.From;
import io.streamgate.limiter.Listing.More;
import io.streamgate.limiter.StreamAnswer.Gone;
import io.streamgate.limiter.StreamAnswer.Taker;
import io.streamgate.store.HistoryPage;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Reads streams, and changes none. */
final class Lookup {

  private final ObservedStore store;

  Lookup(ObservedStore store) {
    this.store = store;
  }

  /** Adds who took the slot, which a store remembers by its id only. */
  CompletionStage<Gone> gone(Terms terms, Ended stream) {
    return switch (stream.ending()) {
      case Ending.Evicted(_, var by) -> takenBy(terms, stream, by);
      case Ending.Replaced(_, var by) -> takenBy(terms, stream, by);
      case Ending.Displaced(_, var by) -> takenBy(terms, stream, by);
      case Ending.Other(_, _, var by) when by != null -> takenBy(terms, stream, by);
      case Ending.Stopped _, Ending.Recorded _, Ending.Expired _, Ending.Other _ ->
          completedStage(new Gone(stream, new Taker.Nobody()));
    };
  }

  private CompletionStage<Gone> takenBy(Terms terms, Ended stream, StreamId by) {
    return store
        .find(terms, by)
        .thenApply(found -> found.<Taker>map(Taker.Other::new).orElseGet(Taker.Nobody::new))
        .thenApply(taker -> new Gone(stream, taker));
  }

  /**
   * A page of members and history as one list, the members read before history is asked for: a
   * stream that ends between the two reads is in both, and then it has ended. Asked for at the same
   * time, it could be in neither.
   */
  CompletionStage<Listing> page(Terms terms, Listing.Selection request) {
    return store
        .read(terms)
        .thenCompose(
            set -> history(terms, request).thenApply(ended -> page(terms, request, set, ended)));
  }

  private CompletionStage<List<Ended>> history(Terms terms, Listing.Selection request) {
    if (!request.statuses().contains(Status.ENDED)) {
      return completedStage(List.of());
    }
    var size = request.size() + 1;
    var page =
        switch (request.from()) {
          case From.Newest() -> HistoryPage.newest(size);
          case From.After(var last) -> HistoryPage.after(last, size);
        };
    return store.history(terms, page);
  }

  private static Listing page(
      Terms terms, Listing.Selection request, LeaseSet set, List<Ended> history) {
    var swept = set.sweptAt(terms.now());
    var newestFirst = new TreeMap<StreamId, Stream>(Comparator.reverseOrder());
    swept.next().members().forEach(member -> newestFirst.put(member.id(), member));
    swept.ended().forEach(ended -> newestFirst.put(ended.id(), ended));
    history.forEach(ended -> newestFirst.put(ended.id(), ended));
    var wanted =
        newestFirst.values().stream()
            .filter(s -> request.statuses().contains(Status.of(s, terms.now())))
            .filter(s -> request.from().isBefore(s.id()))
            .toList();
    var more = wanted.size() > request.size() ? More.YES : More.NO;
    var shown = wanted.subList(0, Math.min(wanted.size(), request.size()));
    var usage = SlotUsage.of(swept.next(), terms.limit(), terms.now());
    return new Listing(shown, more, usage, terms);
  }
}
