package io.streamgate.http.admin;

import io.streamgate.http.body.Fault;
import io.streamgate.http.exchange.Call;
import io.streamgate.lease.id.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the parameters of a query, and collects their faults. */
final class QueryFields {

  private static final int MOST_OF_REASON = 500;

  private final Call call;
  private final List<Fault> faults = new ArrayList<>();
  private boolean isReadable = true;

  private QueryFields(Call call) {
    this.call = call;
  }

  /** The query of {@code call}, which may have these parameters, each once. */
  static QueryFields of(Call call, String... allowed) {
    var fields = new QueryFields(call);
    try {
      for (var name : call.queryNames()) {
        if (!Set.of(allowed).contains(name)) {
          fields.fault(name, "is not a known parameter");
        } else if (call.query(name).size() > 1) {
          fields.fault(name, "is given twice");
        }
      }
    } catch (IllegalArgumentException badEscape) {
      fields.isReadable = false;
      fields.fault("", "has a % that two hexadecimal digits do not follow");
    }
    return fields;
  }

  /** The faults so far. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  /** The whole number of that name, from 1 to {@code most}. */
  int number(String name, int most, int byDefault) {
    var text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    var number = text.filter(t -> t.matches("[0-9]{1,6}")).map(Integer::parseInt).orElse(0);
    if (number < 1 || number > most) {
      fault(name, "must be a whole number from 1 to " + most);
    }
    return number;
  }

  /** The id of a stream of that name. */
  Optional<StreamId> stream(String name) {
    var id = text(name).flatMap(StreamId::parse);
    if (id.isEmpty() && text(name).isPresent()) {
      fault(name, "must be the id of a stream, such as the next_before of an earlier response");
    }
    return id;
  }

  /** Why the operator acts; empty if the query does not say. */
  String reason() {
    var reason = text("reason").orElse("");
    if (reason.codePointCount(0, reason.length()) > MOST_OF_REASON) {
      fault("reason", "must have at most " + MOST_OF_REASON + " characters");
    } else if (reason.indexOf('\0') >= 0) {
      fault("reason", "must not contain NUL (U+0000)");
    }
    return reason;
  }

  private Optional<String> text(String name) {
    return isReadable ? call.query(name).stream().findFirst() : Optional.empty();
  }

  private void fault(String name, String detail) {
    faults.add(new Fault(Fault.RequestPart.QUERY, name, detail));
  }
}
