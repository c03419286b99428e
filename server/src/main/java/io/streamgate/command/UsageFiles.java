package io.streamgate.command;

import io.streamgate.text.PrintableText;
import io.streamgate.usage.UsageAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files with the answers of several nodes to one question about usage. */
final class UsageFiles {

  private UsageFiles() {}

  /** One answer, as JSON. Blocks. */
  static String merged(List<String> files) throws CannotRun {
    var answers = new ArrayList<String>();
    for (var file : files) {
      answers.add(read(file));
    }
    try {
      return UsageAnswers.merge(answers);
    } catch (IllegalArgumentException unfit) {
      throw new CannotRun("cannot merge these files: " + unfit.getMessage());
    }
  }

  private static String read(String file) throws CannotRun {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | InvalidPathException failure) {
      throw new CannotRun(
          "cannot read %s: %s"
              .formatted(PrintableText.printable(file), failure.getClass().getSimpleName()));
    }
  }
}
