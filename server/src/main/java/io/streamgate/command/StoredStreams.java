package io.streamgate.command;

import io.streamgate.config.Config;
import io.streamgate.dryrun.Candidate;
import io.streamgate.dryrun.DryRun;
import io.streamgate.dryrun.ObservedViewer;
import io.streamgate.http.body.StoredDetails;
import io.streamgate.plans.PlansSource;
import io.streamgate.policy.Plan;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import io.streamgate.store.sqlite.journal.Database;
import io.streamgate.store.sqlite.journal.LiveStreams;
import java.time.Instant;
import java.util.Map;

/** The live streams in the data directory that the settings name. */
final class StoredStreams {

  private static final int MOST_EXAMPLES = 3;

  private final Config config;

  StoredStreams(Config config) {
    this.config = config;
  }

  /** Tries {@code plans} on these streams, and returns the report. Blocks. */
  String tried(CheckedPlans plans, Instant now) throws CannotRun {
    requireSqlite();
    var pace = config.pace();
    var dryRun =
        new DryRun(
            new Candidate(plans.catalog(), pace, plans.store().mostStreams()),
            StoredDetails::attributes,
            MOST_EXAMPLES);
    var current = plansInUse();
    var database = Database.in(config.storage().directory());
    try {
      new LiveStreams(database)
          .visit(
              now.plus(pace.lease()),
              (viewer, override, live) ->
                  dryRun.add(ObservedViewer.recorded(viewer, override, live, current), now));
    } catch (DataDirectoryUnusable unusable) {
      throw new CannotRun(String.valueOf(unusable.getMessage()));
    }
    return new ReportText(plans, database.file().toString()).of(dryRun.report());
  }

  private void requireSqlite() throws CannotRun {
    switch (config.storage().store()) {
      case SQLITE -> {}
      case MEMORY ->
          throw new CannotRun(
              "with the store memory, streams are in the server's memory only;"
                  + " to try plans on live streams, run the server with STREAMGATE_STORE=sqlite");
      case DYNAMODB ->
          throw new CannotRun(
              "with the store dynamodb, this command would have to read the whole table;"
                  + " give the file to one node first, and compare its refusals by plan and rule"
                  + " with those of the others");
    }
  }

  /** By their names; the plan of the settings has none. */
  private Map<String, Plan> plansInUse() {
    return switch (config.plans()) {
      case PlansSource.OfSettings() -> Map.of();
      case PlansSource.Inline(var catalog) -> catalog.plans();
      case PlansSource.InFile(_, _, var catalog) -> catalog.plans();
    };
  }
}
