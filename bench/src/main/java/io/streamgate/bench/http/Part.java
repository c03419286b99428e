package io.streamgate.bench.http;

import java.io.IOException;
import java.util.List;

/** One question, measured. */
interface Part {

  /** Measures, and says what came out, in Markdown. */
  List<String> measure() throws IOException, InterruptedException;
}
