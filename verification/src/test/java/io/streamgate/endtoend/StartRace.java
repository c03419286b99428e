package io.streamgate.endtoend;

import io.streamgate.endtoend.wire.Answer;
import io.streamgate.endtoend.wire.Burst;
import io.streamgate.endtoend.wire.Request;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Concurrent starts of one viewer, for one viewer after another. */
final class StartRace {

  private StartRace() {}

  /**
   * The outcome of one viewer's starts.
   *
   * @param listed the number of streams that the viewer's list shows afterwards
   */
  record Outcome(long admitted, long refused, int listed) {}

  /** The outcome for each of {@code viewers} new viewers. */
  static List<Outcome> outcomes(Burst burst, int viewers, int starts) {
    return IntStream.range(0, viewers)
        .mapToObj(_ -> outcome(burst, Request.freshViewer(), starts))
        .toList();
  }

  private static Outcome outcome(Burst burst, String viewer, int starts) {
    var answers = burst.send(Collections.nCopies(starts, Request.start(viewer, "")));
    var listed = burst.ask(Request.list(viewer, "?status=active")).ofStreams("stream_id");
    return new Outcome(count(answers, 201), count(answers, 409), listed.size());
  }

  private static long count(List<Answer> answers, int status) {
    return answers.stream().filter(answer -> answer.status() == status).count();
  }
}
