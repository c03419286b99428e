package io.streamgate.bench.http.script;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.streamgate.bench.load.Answer;
import io.streamgate.bench.load.Script;
import io.streamgate.bench.load.UnexpectedAnswer;

/** What the scripts share: a stream that runs, and an answer that must have a status. */
abstract class Player implements Script {

  private static final byte[] STREAM_ID = "\"stream_id\":\"".getBytes(US_ASCII);

  /** A stream that runs, and whose it is. */
  record Running(String viewer, String id) {}

  /** Whether what has to be there first is there: what is measured can begin. */
  boolean isPrepared() {
    return true;
  }

  static Running started(String viewer, Answer answer) {
    expect(201, answer);
    return new Running(viewer, answer.quotedAfter(STREAM_ID));
  }

  static void expect(int status, Answer answer) {
    if (answer.status() != status) {
      throw new UnexpectedAnswer("status " + status, answer);
    }
  }
}
