package io.streamgate.simulation;

import java.util.List;
import java.util.Random;

/**
 * The ids of other viewers' streams that one viewer knows. Answers must not depend on them, so the
 * events of a viewer who is alone, and uses an unknown id, are the same.
 */
record Gossip(String viewer, List<Started> started) {

  private static final String NOBODYS = "0".repeat(31);
  private static final int LATELY = 40;

  /** A started stream of any viewer. */
  record Started(String viewer, String id) {}

  void add(String id) {
    started.add(new Started(viewer, id));
    if (started.size() > LATELY) {
      started.removeFirst();
    }
  }

  /** A stream that is not this viewer's. */
  String ofAnother(Random random) {
    var chosen = random.nextInt(LATELY);
    var others = started.stream().filter(each -> !each.viewer().equals(viewer)).toList();
    return others.isEmpty() ? NOBODYS : others.get(chosen % others.size()).id();
  }
}
