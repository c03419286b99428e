package io.streamgate.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown; the first column is text, the others are figures. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** With these headings. */
  public Table(String... headings) {
    rows.add(List.of(headings));
    var rule = new ArrayList<>(Collections.nCopies(headings.length, "--:"));
    rule.set(0, ":--");
    rows.add(rule);
  }

  /** One row more. */
  public Table row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row of " + cells.length + " cells");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** That text, and this table below it. */
  public List<String> under(String text) {
    var lines = new ArrayList<String>();
    lines.add(text);
    lines.add("");
    lines.addAll(lines());
    return lines;
  }

  /** Its lines. */
  public List<String> lines() {
    return rows.stream().map(row -> "| " + String.join(" | ", row) + " |").toList();
  }
}
