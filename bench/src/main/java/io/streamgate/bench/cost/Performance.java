package io.streamgate.bench.cost;

import io.streamgate.bench.cost.Meter.Call;
import io.streamgate.bench.cost.Script.Step;
import io.streamgate.bench.cost.price.Bill;
import io.streamgate.bench.cost.price.Bill.Item;
import io.streamgate.bench.cost.price.Units;
import io.streamgate.lease.Start;
import io.streamgate.lease.id.ViewerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays a script once with one design and records its cost. Not thread-safe. */
final class Performance {

  private final Design design;
  private final Meter meter;
  private final String viewers;
  private final Instant begin;
  private final Map<Integer, Start.Play> starts = new HashMap<>();
  private final Map<Item, List<Units>> charges = new EnumMap<>(Item.class);

  /**
   * Begins at {@code begin}. The clock does not advance during the script.
   *
   * @param viewers the prefix of the viewers' names, unique in the table
   */
  Performance(Design design, Meter meter, String viewers, Instant begin) {
    this.design = design;
    this.meter = meter;
    this.viewers = viewers;
    this.begin = begin;
  }

  Bill play(Script script) {
    script.steps().forEach(this::play);
    return new Bill(charges, script.streamHours());
  }

  private void play(Step step) {
    var viewer = new ViewerId(viewers + step.viewer());
    var now = begin.plus(step.at());
    switch (step.act()) {
      case START -> {
        var start = Subject.start(viewer, step.stream(), now);
        starts.put(step.stream(), start);
        design.start(viewer, start, now);
        charge(Item.START, meter.since(design.callsPerStart()));
      }
      case HEARTBEAT -> {
        var id = start(step).id();
        design.heartbeat(viewer, id, step.playedFor().toMillis(), now);
        charge(Item.HEARTBEAT, meter.since(1));
      }
      case END -> {
        design.end(viewer, start(step).id(), now);
        var calls = meter.since(design.callsPerEnd());
        charge(Item.END, calls.subList(0, 1));
        if (calls.size() > 1) {
          charge(Item.HISTORY, calls.subList(1, calls.size()));
        }
      }
    }
  }

  private Start.Play start(Step step) {
    var start = starts.get(step.stream());
    if (start == null) {
      throw new IllegalArgumentException(step + " comes before the start of its stream");
    }
    return start;
  }

  private void charge(Item item, List<Call> calls) {
    charges.computeIfAbsent(item, _ -> new ArrayList<>()).add(reported(calls));
  }

  /** No call of a script should be refused. If one were, the bill would be too low. */
  private static Units reported(List<Call> calls) {
    var units = Units.NONE;
    for (var call : calls) {
      units =
          switch (call) {
            case Call.Made(var made) -> units.plus(made);
            case Call.Unmet() -> throw new IllegalStateException("the condition of a call failed");
          };
    }
    return units;
  }
}
