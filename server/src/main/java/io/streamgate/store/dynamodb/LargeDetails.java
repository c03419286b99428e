package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.dynamodb.item.DetailsReference;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Details that are too large for a viewer's item, in rows of their own. A missing row is empty. */
final class LargeDetails {

  private final Table table;
  private final Duration retention;
  private final Priority priority;

  LargeDetails(Table table, Duration retention) {
    this(table, retention, Priority.NORMAL);
  }

  private LargeDetails(Table table, Duration retention, Priority priority) {
    this.table = table;
    this.retention = retention;
    this.priority = priority;
  }

  /** The same rows, read and written with the priority of a running stream. */
  LargeDetails urgent() {
    return new LargeDetails(table, retention, Priority.URGENT);
  }

  /** Writes the row of a member's details if they need one. Writing it twice is harmless. */
  CompletionStage<Void> write(ViewerId viewer, Member member, Instant now) {
    return DetailsReference.of(member).isEmpty()
        ? completedStage(null)
        : writeRow(viewer, member.id(), member.details(), now);
  }

  /** Writes the row that the stream as {@code read} refers to, if it is that of these details. */
  CompletionStage<Void> writeAgain(ViewerId viewer, Stream read, Details details, Instant now) {
    return DetailsReference.in(read.details())
            .filter(DetailsReference.to(details)::equals)
            .isEmpty()
        ? completedStage(null)
        : writeRow(viewer, read.id(), details, now);
  }

  private CompletionStage<Void> writeRow(
      ViewerId viewer, StreamId id, Details details, Instant now) {
    return table.putIfAbsent(RowKeys.detailsRow(viewer, id, details, now, retention), priority);
  }

  /** Removes the row that these details refer to, if any. */
  CompletionStage<Void> forget(ViewerId viewer, StreamId id, Details details) {
    return DetailsReference.in(details)
        .map(reference -> table.delete(RowKeys.details(viewer, id, reference), priority))
        .orElseGet(() -> completedStage(null));
  }

  CompletionStage<Member> whole(ViewerId viewer, Member member) {
    return details(viewer, member).thenApply(member::with);
  }

  CompletionStage<Ended> whole(ViewerId viewer, Ended ended) {
    return whole(viewer, ended.last()).thenApply(last -> new Ended(last, ended.ending()));
  }

  /** The viewer's set in that item, with this stream's details in place of a reference. */
  CompletionStage<LeaseSet> setOf(ViewerId viewer, ViewerItem item, StreamId id) {
    var member = item.member(id.sid());
    if (member.isEmpty()) {
      return completedStage(item.set());
    }
    return whole(viewer, member.get())
        .thenApply(
            whole -> {
              var members = new ArrayList<>(item.members());
              members.replaceAll(each -> each.equals(member.get()) ? whole : each);
              return item.setOf(members);
            });
  }

  /** Whether the stream as {@code read} has large details whose row is missing. */
  static boolean areMissing(Stream read, Stream whole) {
    return DetailsReference.in(read.details()).isPresent() && whole.details().isEmpty();
  }

  CompletionStage<List<Ended>> wholeEnded(ViewerId viewer, List<Ended> streams) {
    CompletionStage<List<Ended>> all = completedStage(List.of());
    for (var ended : streams) {
      all = all.thenCombine(whole(viewer, ended), LargeDetails::append);
    }
    return all;
  }

  CompletionStage<List<Member>> whole(ViewerId viewer, List<Member> members) {
    CompletionStage<List<Member>> all = completedStage(List.of());
    for (var member : members) {
      all = all.thenCombine(whole(viewer, member), LargeDetails::append);
    }
    return all;
  }

  static <T> List<T> append(List<T> list, T last) {
    var all = new ArrayList<>(list);
    all.add(last);
    return all;
  }

  private CompletionStage<Details> details(ViewerId viewer, Stream stream) {
    return DetailsReference.in(stream.details())
        .map(
            reference ->
                table
                    .row(RowKeys.details(viewer, stream.id(), reference), priority)
                    .thenApply(row -> row.map(RowKeys::details).orElse(Details.NONE))
                    .thenApply(details -> details.naming(stream.details().content())))
        .orElseGet(() -> completedStage(stream.details()));
  }
}
