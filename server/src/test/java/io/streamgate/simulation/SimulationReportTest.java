package io.streamgate.simulation;

import io.streamgate.simulation.ledger.Violation;
import io.streamgate.simulation.ledger.Tally;
import org.junit.jupiter.api.Test;

final class SimulationReportTest {

  @Test
  void probe() {
    var tally = new Tally();
    Simulation.run(1, 100, Build.SOUND, tally);
    System.out.println(tally.lines());
  }

  public static void main(String[] a) {
    var t0 = System.nanoTime();
    var tally = new Tally();
    for (long seed = Long.parseLong(a[0]); seed < Long.parseLong(a[1]); seed++) {
      try {
      Simulation.run(seed, Integer.parseInt(a[2]), Build.SOUND, tally);
      } catch (Violation v) { System.out.println("seed " + seed); throw v;}
    }
    System.out.println(tally.lines());
    System.out.println((System.nanoTime() - t0) / 1_000_000 + " ms");
  }
}
