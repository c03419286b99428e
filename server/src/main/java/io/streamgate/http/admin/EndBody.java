package io.streamgate.http.admin;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.Interventions.Why;
import io.streamgate.http.body.BodyReader;
import io.streamgate.http.body.Field;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reads why streams are to be ended. */
final class EndBody {

  private EndBody() {}

  /** Answers by what the body says; a body with faults is refused. */
  static CompletionStage<Answer> of(Call call, Function<Why, CompletionStage<Answer>> answer) {
    var fields = BodyReader.read(call.body().getBytes(), Field.OF_ENDING);
    if (!fields.faults().isEmpty()) {
      return completedStage(InvalidRequest.problem(fields.faults()));
    }
    var note = fields.text(Field.NOTE).filter(text -> !text.isBlank()).orElse(null);
    return answer.apply(new Why(note, fields.text(Field.REASON).orElse("")));
  }
}
