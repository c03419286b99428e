package io.streamgate.identity.backend;

import io.streamgate.identity.Identification;
import io.streamgate.identity.OwnLimit;
import io.streamgate.identity.Proof;
import io.streamgate.identity.Viewer;
import io.streamgate.identity.ViewerNames;
import io.streamgate.identity.backend.BackEndHeader.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what a back end says of its viewer. A back end is a program, so what it says wrong is
 * refused and not replaced by a default. Reading continues after a fault, so that all faults are
 * reported at once. Not thread-safe.
 */
final class ViewerReader {

  private static final String USE_NAME = "must have 1 to 128 characters, and no control characters";

  private final Headers headers;
  private final List<String> faults = new ArrayList<>();

  private ViewerReader(Headers headers) {
    this.headers = headers;
  }

  /** The viewer of whom {@code proof} speaks in {@code headers}, each of which is there once. */
  static Identification read(Headers headers, Proof.OfBackEnd proof) {
    return new ViewerReader(headers).read(proof);
  }

  private Identification read(Proof.OfBackEnd proof) {
    var id =
        said(
            BackEndHeader.VIEWER,
            name -> name.isEmpty() ? Optional.empty() : Optional.of(ViewerNames.idOf(name)),
            "must not be empty");
    var profile = said(BackEndHeader.PROFILE, ViewerReader::name, USE_NAME);
    var plan = said(BackEndHeader.PLAN, ViewerReader::name, USE_NAME);
    var limit = said(BackEndHeader.LIMIT, OwnLimit::parse, "must be " + OwnLimit.USE);
    var facts = said(BackEndHeader.FACTS, FactsJson::read, FactsJson.USE);
    if (headers.lines(BackEndHeader.VIEWER).isEmpty()) {
      faults.add(BackEndHeader.VIEWER.title() + " is missing; say for whom the request is");
    }
    if (id.isEmpty() || !faults.isEmpty()) {
      return new Identification.Invalid(String.join("; ", faults));
    }
    return new Identification.Known(
        new Viewer(
            id.get(),
            profile.orElse(null),
            plan.orElse(null),
            limit.orElse(null),
            facts.orElse(Map.of())),
        proof);
  }

  /** What {@code header} says; empty if it is not there, and if it is not as {@code use} says. */
  private <T> Optional<T> said(
      BackEndHeader header, Function<String, Optional<T>> read, String use) {
    var encoded = headers.lines(header).stream().findFirst();
    if (encoded.isEmpty()) {
      return Optional.empty();
    }
    var text = encoded.flatMap(PercentEncoding::decode);
    var value = text.flatMap(read);
    if (value.isEmpty()) {
      faults.add(header.title() + " " + (text.isEmpty() ? "must be percent-encoded UTF-8" : use));
    }
    return value;
  }

  private static Optional<String> name(String text) {
    return Optional.of(text).filter(ViewerNames::isName);
  }
}
