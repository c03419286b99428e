package io.streamgate.bench.http.script;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.streamgate.bench.load.Answer;
import io.streamgate.bench.load.Script;
import io.streamgate.bench.load.UnexpectedAnswer;

/** Shared code of the scripts: a running stream, and a check of the status code. */
abstract class Player implements Script {

  private static final byte[] STREAM_ID = "\"stream_id\":\"".getBytes(US_ASCII);
  private static final byte[] STREAM_TOKEN = "\"stream_token\":\"".getBytes(US_ASCII);

  /** A running stream and its viewer. */
  record Running(String viewer, String id) {}

  /** Whether the streams that the script needs are running, so that the measurement can begin. */
  boolean isPrepared() {
    return true;
  }

  static Running started(String viewer, Answer answer) {
    expect(201, answer);
    return new Running(viewer, answer.quotedAfter(STREAM_ID));
  }

  static String tokenIn(Answer answer) {
    return answer.quotedAfter(STREAM_TOKEN);
  }

  static void expect(int status, Answer answer) {
    if (answer.status() != status) {
      throw new UnexpectedAnswer("status " + status, answer);
    }
  }
}
