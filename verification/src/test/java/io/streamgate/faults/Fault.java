package io.streamgate.faults;

import java.time.Duration;

/** What becomes of one request. */
public sealed interface Fault {

  /** The faults that say all there is to say by their name. */
  enum Plain implements Fault {
    /** No fault: the engine's answer is the client's. */
    PASS,
    /** The connection is closed, and the engine never hears of the request. */
    DROP_REQUEST,
    /** The engine has applied the request; its answer is lost, and the connection is closed. */
    DROP_ANSWER,
    /** The engine gets the request, and once it has answered gets it again: the second answer. */
    TWICE,
    /**
     * The engine's answer is passed on, and after it the engine gets the request again: the first
     * answer. The client may have gone on by then.
     */
    TWICE_FIRST,
    /** The table's throughput is exceeded, says an answer that is not the engine's: 400. */
    THROTTLE,
    /** The engine never hears of the request; the answer is 500. */
    SERVER_ERROR,
    /** Nobody answers, and the connection stays open until the client closes it. */
    SILENCE
  }

  /** The engine applies the request at once, and its answer comes so much later. */
  record LateAnswer(Duration by) implements Fault {}

  /**
   * The engine gets the request so much later, also when the client has gone by then, and even when
   * it is partitioned off.
   */
  record LateRequest(Duration by) implements Fault {}
}
