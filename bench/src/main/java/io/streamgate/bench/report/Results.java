package io.streamgate.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file of results: a part that was measured anew takes the place of its last results. */
public final class Results {

  private static final String HEADING = "## ";

  private final Path file;

  /** In that file, which exists: what stands before its first part is nobody's but its writer's. */
  public Results(Path file) {
    this.file = file;
  }

  /** Puts these lines below the heading of that name; a new name comes last. */
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
