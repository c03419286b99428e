package io.streamgate.http.admin.plans;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.PlanTrial;
import io.streamgate.admin.PlanTrial.Trial;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.OperatorEndpoint;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.plans.Mistake;
import io.streamgate.plans.PlansReader;
import io.streamgate.plans.PlansReader.Verdict;
import io.streamgate.plans.ServiceBounds;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code POST /admin/v1/plans/dry-run}: try plans that do not hold yet. */
public record TryPlans(PlanTrial trial, ServiceBounds bounds) implements OperatorEndpoint {

  private static final Duration RETRY = Duration.ofSeconds(1);

  @Override
  public CompletionStage<Answer> answer(OperatorCaller by, Call call) {
    return switch (PlansReader.read(ByteBuffer.wrap(call.body().getBytes()), bounds)) {
      case Verdict.Usable(var catalog) -> trial.of(catalog).thenApply(TryPlans::answer);
      case Verdict.Unusable(var mistakes) -> completedStage(unusable(mistakes));
    };
  }

  private static Answer answer(Trial trial) {
    return switch (trial) {
      case Trial.OfLive(var report) ->
          Answer.json(
              200,
              json -> {
                json.writeStringProperty("basis", "live");
                TrialJson.report(json, report, 0);
              });
      case Trial.OfSamples(var report, var share, var tooLarge) ->
          Answer.json(
              200,
              json -> {
                json.writeStringProperty("basis", "samples");
                json.writeNumberProperty("share", share);
                json.writeNumberProperty("refused_before", report.refusedBefore());
                json.writeNumberProperty("refused_again", report.refusedAgain());
                TrialJson.report(json, report, tooLarge);
              });
      case Trial.Busy() ->
          Answer.problem(
                  ProblemType.OVERLOADED,
                  "Another dry run is running on this node; repeat the call")
              .retryAfter(RETRY);
    };
  }

  private static Answer unusable(List<Mistake> mistakes) {
    var first = mistakes.getFirst();
    var more = mistakes.size() - 1;
    return Answer.problem(
            ProblemType.INVALID_REQUEST,
            "line "
                + first.line()
                + ": "
                + first.text()
                + (more == 0 ? "" : "; and " + more + " more, see errors"))
        .with(
            json -> {
              json.writeArrayPropertyStart("errors");
              for (var mistake : mistakes) {
                json.writeStartObject();
                json.writeStringProperty("pointer", "");
                json.writeNumberProperty("line", mistake.line());
                json.writeStringProperty("detail", mistake.text());
                json.writeEndObject();
              }
              json.writeEndArray();
            });
  }
}
