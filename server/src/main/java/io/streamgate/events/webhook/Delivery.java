package io.streamgate.events.webhook;

import io.streamgate.events.CloudEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that are delivered together, as many times as it takes.
 *
 * @param id the same for each attempt, so that a receiver recognises a repetition
 * @param events guarded by the queue's lock
 */
record Delivery(String id, ArrayList<CloudEvent> events) {

  private static final int COMMAS = 2;

  /** The body: a batch in the JSON format of CloudEvents. */
  static byte[] body(List<CloudEvent> events) {
    var size = events.stream().mapToInt(event -> event.json().length + 1).sum();
    var body = new ByteArrayOutputStream(size + COMMAS);
    var separator = '[';
    for (var event : events) {
      body.write(separator);
      body.writeBytes(event.json());
      separator = ',';
    }
    body.write(']');
    return body.toByteArray();
  }
}
