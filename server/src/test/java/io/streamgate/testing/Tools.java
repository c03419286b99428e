package io.streamgate.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Programs that a test can use but the product does not need.
 *
 * <p>If the program is missing, the test is skipped with the reason, and {@code make.sh test} lists
 * the skipped tests; with {@code make.sh test --all} the test fails.
 */
public final class Tools {

  private static final Path ABSENT = Path.of("target", "absent-tools.txt");
  private static final String ALL = "streamgate.test.all";

  private Tools() {}

  /**
   * Finds a program on the PATH, or ends the calling test: aborted, or failed with {@code --all}.
   *
   * @param tool the program's file name
   * @param purpose the fact that the test checks with it: "each commit is synced to the disk"
   * @return the program's absolute path
   */
  public static Path require(String tool, String purpose) {
    return find(tool, System.getenv().getOrDefault("PATH", ""))
        .orElseGet(() -> leaveOut(tool, purpose));
  }

  /** Aborts the calling test with {@code reason}, unless this is a full test run. */
  public static void requireAll(String reason) {
    if (!Boolean.getBoolean(ALL)) {
      abort(reason);
    }
  }

  /**
   * Ends the calling test, aborted or failed with {@code --all}, if a program exists but cannot do
   * its work, for example in a container without the permission.
   */
  public static void requireWorking(String tool, String purpose, boolean works) {
    if (!works) {
      leaveOut(tool, purpose);
    }
  }

  static Optional<Path> find(String tool, String searchPath) {
    return Stream.of(searchPath.split(Pattern.quote(File.pathSeparator), -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, tool).toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Path leaveOut(String tool, String purpose) {
    var reason = "install " + tool + " and permit it to run: required to test that " + purpose;
    if (Boolean.getBoolean(ALL)) {
      return fail(reason);
    }
    record(tool, purpose);
    return abort(reason);
  }

  /** A line for make.sh to print: the program and the purpose, separated by a bar. */
  private static void record(String tool, String purpose) {
    try {
      Files.writeString(
          ABSENT,
          tool + "|" + purpose + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
