package io.streamgate.http.admin;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.lease.id.ViewerId;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reads the viewer that a path names. */
final class ViewerCall {

  private ViewerCall() {}

  /** Answers for the viewer of {@code call}; an id that no viewer can have is refused. */
  static CompletionStage<Answer> of(Call call, Function<ViewerId, CompletionStage<Answer>> answer) {
    var id = call.variable("viewer");
    return ViewerId.isValid(id)
        ? answer.apply(new ViewerId(id))
        : completedStage(
            Answer.problem(
                ProblemType.VIEWER_INVALID,
                "The viewer's id must be 1 to 128 visible ASCII characters, percent-encoded in the"
                    + " path; copy it from a stream's viewer"));
  }
}
