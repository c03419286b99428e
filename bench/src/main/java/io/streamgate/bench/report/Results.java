package io.streamgate.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The results file. Measuring a part again replaces its section. */
public final class Results {

  private static final String HEADING = "## ";

  private final Path file;

  /** Uses an existing file. Any text before the first section is kept. */
  public Results(Path file) {
    this.file = file;
  }

  /** Writes the lines below the heading {@code name}. A new heading goes to the end of the file. */
  public void put(String name, List<String> lines) throws IOException {
    var old = Files.readAllLines(file);
    var at = old.indexOf(HEADING + name);
    var from = at < 0 ? old.size() : at;
    var to = Math.min(from + 1, old.size());
    while (to < old.size() && !old.get(to).startsWith(HEADING)) {
      to++;
    }
    var fresh = new ArrayList<>(old.subList(0, from));
    if (!fresh.isEmpty() && !fresh.getLast().isBlank()) {
      fresh.add("");
    }
    fresh.add(HEADING + name);
    fresh.add("");
    fresh.addAll(lines);
    if (to < old.size()) {
      fresh.add("");
      fresh.addAll(old.subList(to, old.size()));
    }
    Files.write(file, fresh);
  }
}
