package io.streamgate.simulation.world;

import java.util.Random;

/** State shared by the clients of all nodes. */
public record Surroundings(
    SimulatedTable table, Timeline timeline, Network network, Counters counters, Viewers viewers) {

  /** The viewers that messages are about. No viewer's messages affect another's. */
  public interface Viewers {

    /** The random generator for that viewer's messages. */
    Random chance(String viewer);

    /** A fault struck a message between a node and the table. */
    void disturbed(String viewer);
  }
}
