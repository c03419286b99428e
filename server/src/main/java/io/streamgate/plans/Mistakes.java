package io.streamgate.plans;

import io.streamgate.text.NearestName;
import io.streamgate.text.PrintableText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes of one reading. Not thread-safe. */
final class Mistakes {

  private final List<Mistake> found = new ArrayList<>();

  void add(int line, String text) {
    found.add(new Mistake(line, text));
  }

  /** Adds a name that is none of {@code known}, and the one that was probably meant. */
  void addUnknown(int line, String what, String name, Collection<String> known, String use) {
    var hint =
        NearestName.of(name, known).map(near -> "did you mean " + near + "?").orElse("use " + use);
    add(line, what + " " + quoted(name) + "; " + hint);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** All mistakes, in the order of their lines. */
  List<Mistake> all() {
    return found.stream().sorted(Comparator.comparingInt(Mistake::line)).toList();
  }

  /** Text of the file, fit for a message. */
  static String quoted(String text) {
    return "'" + PrintableText.printable(text) + "'";
  }
}
