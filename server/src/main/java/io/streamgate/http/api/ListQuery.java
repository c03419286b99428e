package io.streamgate.http.api;

import io.streamgate.http.body.Fault;
import io.streamgate.http.body.StoredDetails;
import io.streamgate.http.exchange.Call;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Status;
import io.streamgate.limiter.Listing;
import io.streamgate.limiter.Listing.From;
import io.streamgate.limiter.Listing.Which;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The query parameters of a list of streams. */
sealed interface ListQuery {

  record Valid(Listing.Selection selection) implements ListQuery {}

  record Invalid(List<Fault> faults) implements ListQuery {}

  /** Tells a cursor from a stream's id, which is no cursor. */
  String CURSOR_PREFIX = "after-";

  int DEFAULT_SIZE = 50;

  Set<String> NAMES = Set.of("status", "profile", "page_size", "cursor");

  static ListQuery read(Call call) {
    List<String> names;
    try {
      names = call.queryNames();
    } catch (IllegalArgumentException badEscape) {
      return new Invalid(List.of(fault("", "has a % that two hexadecimal digits do not follow")));
    }
    var faults = new ArrayList<Fault>();
    for (var name : names) {
      if (!NAMES.contains(name)) {
        faults.add(fault(name, "is not a known parameter"));
      } else if (call.query(name).size() > 1) {
        faults.add(fault(name, "is given twice"));
      }
    }
    var statuses = first(call, "status").map(text -> statuses(text, faults));
    var size = first(call, "page_size").map(text -> size(text, faults));
    var from = first(call, "cursor").map(text -> from(text, faults));
    return faults.isEmpty()
        ? new Valid(
            new Listing.Selection(
                statuses.orElseGet(() -> EnumSet.allOf(Status.class)),
                first(call, "profile").map(ListQuery::ofProfile).orElseGet(Which.All::new),
                from.orElseGet(From.Newest::new),
                size.orElse(DEFAULT_SIZE)))
        : new Invalid(List.copyOf(faults));
  }

  /** The cursor of the page after {@code last}. */
  static String cursorAfter(StreamId last) {
    return CURSOR_PREFIX + last.value();
  }

  private static Optional<String> first(Call call, String name) {
    return call.query(name).stream().findFirst();
  }

  private static Which ofProfile(String profile) {
    return new Which.With(details -> StoredDetails.areOf(details, profile));
  }

  private static Set<Status> statuses(String text, List<Fault> faults) {
    if (text.equals("all")) {
      return EnumSet.allOf(Status.class);
    }
    for (var status : Status.values()) {
      if (StreamJson.word(status).equals(text)) {
        return EnumSet.of(status);
      }
    }
    faults.add(fault("status", "must be active, lapsed, ended or all"));
    return Set.of();
  }

  private static int size(String text, List<Fault> faults) {
    if (text.matches("[0-9]{1,3}")) {
      var size = Integer.parseInt(text);
      if (size >= 1 && size <= Listing.MAX_SIZE) {
        return size;
      }
    }
    faults.add(fault("page_size", "must be a whole number from 1 to " + Listing.MAX_SIZE));
    return DEFAULT_SIZE;
  }

  private static From from(String text, List<Fault> faults) {
    var id =
        text.startsWith(CURSOR_PREFIX)
            ? StreamId.parse(text.substring(CURSOR_PREFIX.length()))
            : Optional.<StreamId>empty();
    if (id.isEmpty()) {
      faults.add(fault("cursor", "must be the next_cursor of an earlier response"));
    }
    return id.<From>map(From.After::new).orElseGet(From.Newest::new);
  }

  private static Fault fault(String name, String detail) {
    return new Fault(Fault.RequestPart.QUERY, name, detail);
  }
}
