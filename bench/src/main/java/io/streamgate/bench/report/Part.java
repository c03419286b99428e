package io.streamgate.bench.report;

import java.io.IOException;
import java.util.List;

/** One question, measured. */
public interface Part {

  /** Measures, and says what came out, in Markdown. */
  List<String> measure() throws IOException, InterruptedException;
}
