package io.streamgate.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A Markdown table. The first column is text, the others are figures. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** Creates a table with these headings. */
  public Table(String... headings) {
    rows.add(List.of(headings));
    var rule = new ArrayList<>(Collections.nCopies(headings.length, "--:"));
    rule.set(0, ":--");
    rows.add(rule);
  }

  /** Adds a row. */
  public Table row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("wrong number of cells: " + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Returns the text, followed by this table. */
  public List<String> under(String text) {
    var lines = new ArrayList<String>();
    lines.add(text);
    lines.add("");
    lines.addAll(lines());
    return lines;
  }

  /** Returns the table's lines. */
  public List<String> lines() {
    return rows.stream().map(row -> "| " + String.join(" | ", row) + " |").toList();
  }
}
