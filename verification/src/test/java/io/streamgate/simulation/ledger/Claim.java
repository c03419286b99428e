package io.streamgate.simulation.ledger;

import java.util.ArrayList;
import java.util.List;

/** What an answer that is not on its way yet says has changed. */
public record Claim(List<Known> added, List<Known> removed, List<Known> renewed) {

  public Claim() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /** The server crashed before anybody was told: who asks next finds out. */
  public void doubt() {
    added.forEach(known -> known.uncertain = true);
    removed.forEach(known -> known.uncertain = true);
    renewed.forEach(known -> known.uncertain = true);
  }
}
