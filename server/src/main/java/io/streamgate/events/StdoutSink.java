package io.streamgate.events;

import io.streamgate.lease.id.ViewerId;
import java.util.Arrays;
import java.util.function.Predicate;

/** Writes each event as a line. What was handed to stdout is no longer here to be erased. */
public final class StdoutSink implements CloudEvents.Sink {

  private final Predicate<byte[]> output;
  private final Drops drops;

  /**
   * Writes to this output.
   *
   * @param output takes a line, or returns false if too many wait; never blocks
   */
  public StdoutSink(Predicate<byte[]> output, Drops drops) {
    this.output = output;
    this.drops = drops;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void add(CloudEvent event) {
    var json = event.json();
    var line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    if (!output.test(line)) {
      drops.count(Drops.DropReason.STDOUT_FULL, 1);
    }
  }

  @Override
  public void erase(ViewerId viewer, CloudEvents.Eraser eraser) {}
}
