package io.streamgate.bench.report;

import java.io.IOException;
import java.util.List;

/** One part of the benchmarks. */
public interface Part {

  /** Runs the measurement and returns the results as lines of Markdown. */
  List<String> measure() throws IOException, InterruptedException;
}
