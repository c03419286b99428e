package io.streamgate.faults;

import java.time.Duration;

/** What happens to a request. */
public sealed interface Fault {

  /** Faults without parameters. */
  enum Plain implements Fault {
    /** No fault: the client receives the engine's response. */
    PASS,
    /** Closes the connection. The engine never receives the request. */
    DROP_REQUEST,
    /** The engine applies the request; the response is lost, and the connection is closed. */
    DROP_ANSWER,
    /**
     * Sends the request again after the engine's response. The client receives the second response.
     */
    TWICE,
    /**
     * Forwards the engine's response, and then sends the request to the engine again. The client
     * receives the first response, and may have sent other requests before the second one arrives.
     */
    TWICE_FIRST,
    /** Responds with 400, throughput exceeded. The engine never receives the request. */
    THROTTLE,
    /** Responds with 400, as an update that another Region is updating. It is not applied. */
    REPLICA_CONFLICT,
    /** Responds with 500. The engine never receives the request. */
    SERVER_ERROR,
    /** Does not respond, and keeps the connection open until the client closes it. */
    SILENCE
  }

  /** The engine applies the request at once; its response is delayed. */
  record LateAnswer(Duration by) implements Fault {}

  /** Delays the request, and sends it even if the client has disconnected or is partitioned off. */
  record LateRequest(Duration by) implements Fault {}
}
