package io.streamgate.http.body;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import java.util.List;

/** Answers requests that have faults. */
public final class InvalidRequest {

  private InvalidRequest() {}

  /** The problem that names each of these faults, of which there is at least one. */
  public static Answer.Problem problem(List<Fault> faults) {
    var first = faults.getFirst();
    var detail =
        (first.name().isEmpty() ? first.where().whole() : first.name())
            + " "
            + first.detail()
            + (faults.size() == 1 ? "" : "; and " + (faults.size() - 1) + " more, see errors");
    return Answer.problem(ProblemType.INVALID_REQUEST, detail)
        .with(
            json -> {
              json.writeArrayPropertyStart("errors");
              for (var fault : faults) {
                json.writeStartObject();
                json.writeStringProperty(fault.where().member(), fault.name());
                json.writeStringProperty("detail", fault.detail());
                json.writeEndObject();
              }
              json.writeEndArray();
            });
  }
}
