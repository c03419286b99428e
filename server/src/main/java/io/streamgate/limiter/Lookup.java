package io.streamgate.limiter;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Status;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Event.Operation;
import io.streamgate.limiter.Listing.From;
import io.streamgate.limiter.Listing.More;
import io.streamgate.limiter.Listing.Which;
import io.streamgate.limiter.StreamAnswer.Gone;
import io.streamgate.limiter.StreamAnswer.Taker;
import io.streamgate.store.HistoryPage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Reads streams without changing them. */
final class Lookup {

  /** How often one page reads the history: a thousand streams, of which few may be wanted. */
  private static final int MAX_READS = 5;

  private final ObservedStore store;

  Lookup(ObservedStore store) {
    this.store = store;
  }

  /** Finds the stream that took the slot of {@code stream}, which stores only its id. */
  CompletionStage<Gone> gone(Terms terms, Ended stream) {
    return switch (stream.ending()) {
      case Ending.Evicted(_, var by, _) -> takenBy(terms, stream, by);
      case Ending.Replaced(_, var by) -> takenBy(terms, stream, by);
      case Ending.Displaced(_, var by) -> takenBy(terms, stream, by);
      case Ending.Other(_, _, var by) when by != null -> takenBy(terms, stream, by);
      case Ending.Finished _,
          Ending.Stopped _,
          Ending.Recorded _,
          Ending.Expired _,
          Ending.Terminated _,
          Ending.Other _ ->
          completedStage(new Gone(stream, new Taker.Nobody()));
    };
  }

  private CompletionStage<Gone> takenBy(Terms terms, Ended stream, StreamId by) {
    return find(terms, by)
        .thenApply(found -> found.<Taker>map(Taker.Other::new).orElseGet(Taker.Nobody::new))
        .thenApply(taker -> new Gone(stream, taker));
  }

  CompletionStage<Optional<Stream>> find(Terms terms, StreamId id) {
    return store.call(terms, Operation.FIND, s -> s.find(terms.viewer(), id, terms.now()));
  }

  CompletionStage<LeaseSet> read(Terms terms) {
    return store.call(terms, Operation.READ, s -> s.read(terms.viewer()));
  }

  /**
   * A page of members and history. Members are read before the history: a stream that ends between
   * the two reads is in both, and shown as ended. If both were read at the same time, it could be
   * in neither.
   */
  CompletionStage<Listing> page(Terms terms, Listing.Selection selection) {
    return read(terms)
        .thenCompose(
            set -> history(terms, selection).thenApply(past -> page(terms, selection, set, past)));
  }

  private CompletionStage<Past> history(Terms terms, Listing.Selection selection) {
    return selection.statuses().contains(Status.ENDED)
        ? new Walk(store, terms, selection).on(selection.from(), List.of(), MAX_READS)
        : completedStage(new Past(List.of(), new More.No()));
  }

  /** The wanted streams of a history, and where the part begins that was not read. */
  private record Past(List<Ended> wanted, More unread) {

    /** Whether no stream of the unread part is newer than that one. */
    boolean reaches(Stream stream) {
      return switch (unread) {
        case More.No() -> true;
        case More.After(var last) -> stream.id().compareTo(last) >= 0;
      };
    }
  }

  /** Reads a history, newest first. */
  private record Walk(ObservedStore store, Terms terms, Listing.Selection selection) {

    /** Reads until the page is full, the history is over, or {@code reads} reads were made. */
    CompletionStage<Past> on(From from, List<Ended> before, int reads) {
      var page = page(from);
      return store
          .call(terms, Operation.HISTORY, s -> s.history(terms.viewer(), page, terms.now()))
          .thenCompose(
              read -> {
                var wanted = java.util.stream.Stream.concat(before.stream(), wanted(read)).toList();
                if (read.size() < page.size()) {
                  return completedStage(new Past(wanted, new More.No()));
                }
                var last = read.getLast().id();
                return wanted.size() > selection.size() || reads == 1
                    ? completedStage(new Past(wanted, new More.After(last)))
                    : on(new From.After(last), wanted, reads - 1);
              });
    }

    private java.util.stream.Stream<Ended> wanted(List<Ended> read) {
      return read.stream().filter(selection.which()::includes);
    }

    private HistoryPage page(From from) {
      var size =
          switch (selection.which()) {
            case Which.All() -> selection.size() + 1;
            case Which.With _ -> HistoryPage.MAX_SIZE;
          };
      return switch (from) {
        case From.Newest() -> HistoryPage.newest(size);
        case From.After(var last) -> HistoryPage.after(last, size);
      };
    }
  }

  private static Listing page(Terms terms, Listing.Selection selection, LeaseSet set, Past past) {
    var swept = set.sweptAt(terms.now());
    var newestFirst = new TreeMap<StreamId, Stream>(Comparator.reverseOrder());
    swept.next().members().forEach(member -> newestFirst.put(member.id(), member));
    swept.ended().forEach(ended -> newestFirst.put(ended.id(), ended));
    past.wanted().forEach(ended -> newestFirst.put(ended.id(), ended));
    var wanted =
        newestFirst.values().stream()
            .filter(s -> selection.statuses().contains(Status.of(s, terms.now())))
            .filter(s -> selection.from().mayContain(s.id()))
            .filter(past::reaches)
            .filter(selection.which()::includes)
            .toList();
    var shown = wanted.subList(0, Math.min(wanted.size(), selection.size()));
    var more = wanted.size() > shown.size() ? new More.After(shown.getLast().id()) : past.unread();
    var held = terms.under(swept.next().override());
    var usage = SlotUsage.of(swept.next(), held.limit(), held.now());
    return new Listing(shown, more, usage, held);
  }
}
