package io.streamgate.plans;

import io.streamgate.plans.PlansReader.Verdict;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.PlansInForce;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plans of a file, read again when it changes. A file that is missing or has mistakes changes
 * nothing: the last usable plans stay in use.
 *
 * <p>A file that is being written must do no harm, and its first half may be usable: a change
 * counts once two looks in a row have found it. The whole file is compared, not its time: a file
 * that is written twice within one tick of the file system's clock, or put in place by another
 * link, is a change like any other.
 *
 * <p>One thread looks, any may ask.
 */
public final class PlansFile {

  private static final Logger LOG = LoggerFactory.getLogger(PlansFile.class);

  /** Of the mistakes in one line of the log; the command line shows all. */
  private static final int MOST_LOGGED = 3;

  /** The plans in use, and why the file as it is now is not; null if it is. */
  private record InUse(Catalog catalog, Instant since, @Nullable String error) {}

  private final Path path;
  private final ServiceBounds bounds;
  private volatile InUse inUse;

  /** What was last accepted or rejected; only the looking thread uses these two. */
  private FileContent judged;

  private @Nullable FileContent seen;

  /** Begins with the plans of startup. */
  public PlansFile(PlansSource.InFile source, ServiceBounds bounds, Instant now) {
    this.path = source.path();
    this.bounds = bounds;
    this.inUse = new InUse(source.catalog(), now, null);
    this.judged = source.read();
  }

  /** The plans in use: complete, of one state of the file. */
  public Catalog catalog() {
    return inUse.catalog();
  }

  /** Whether the plans in use are those of the file. */
  public boolean isValid() {
    return inUse.error() == null;
  }

  /** The plans in use, and what the last look has found. */
  public PlansInForce inForce() {
    var now = inUse;
    return new PlansInForce(
        now.catalog(), new PlansInForce.PlansOrigin.OfFile(path), now.since(), now.error());
  }

  /** How long ago the plans in use were read. */
  public Duration age(Instant now) {
    return Duration.between(inUse.since(), now);
  }

  /** Looks at the file, and uses its plans if they have changed and settled. Blocks. */
  public void look(Instant now) {
    look(FileContent.of(path), now);
  }

  void look(FileContent found, Instant now) {
    if (found.equals(judged)) {
      seen = null;
    } else if (!found.equals(seen)) {
      seen = found;
    } else {
      judged = found;
      seen = null;
      judge(found, now);
    }
  }

  private void judge(FileContent found, Instant now) {
    switch (found) {
      case FileContent.Unreadable(var why) -> reject("it cannot be read: " + why);
      case FileContent.Bytes bytes -> {
        switch (bytes.plans(bounds)) {
          case Verdict.Usable(var catalog) -> accept(catalog, now);
          case Verdict.Unusable(var mistakes) -> reject(summary(mistakes));
        }
      }
    }
  }

  private void accept(Catalog catalog, Instant now) {
    var changes = PlanChanges.between(inUse.catalog(), catalog);
    inUse = new InUse(catalog, now, null);
    LOG.atInfo().addKeyValue("file", path).addKeyValue("changes", changes).log("plans read again");
  }

  private void reject(String why) {
    inUse = new InUse(inUse.catalog(), inUse.since(), why);
    LOG.atWarn()
        .addKeyValue("file", path)
        .addKeyValue("in_use_since", inUse.since())
        .addKeyValue("cause", why)
        .log("plans not usable: the last usable ones stay in use");
  }

  private static String summary(List<Mistake> mistakes) {
    var more = mistakes.size() - MOST_LOGGED;
    return mistakes.stream()
            .limit(MOST_LOGGED)
            .map(mistake -> "line " + mistake.line() + ": " + mistake.text())
            .collect(Collectors.joining(" | "))
        + (more > 0 ? " | and " + more + " more" : "");
  }
}
