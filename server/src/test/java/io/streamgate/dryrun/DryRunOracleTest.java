package io.streamgate.dryrun;

import static io.streamgate.dryrun.GivenHouseholds.FAMILY;
import static io.streamgate.dryrun.GivenHouseholds.catalog;
import static io.streamgate.dryrun.GivenHouseholds.dryRun;
import static io.streamgate.dryrun.GivenHouseholds.household;
import static io.streamgate.dryrun.GivenHouseholds.stream;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.dryrun.DryRunReport.Cause;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random households of the plan {@code family}, against counts that are made without any code of
 * the product: over texts, in a few lines.
 */
final class DryRunOracleTest {

  private static final List<String> TYPES = List.of("vod", "vod", "live", "trailer");
  private static final List<String> NETWORKS = List.of("home", "home", "work", "train");
  private static final int HOUSEHOLDS = 2_000;

  /** One stream of a household. */
  private record Told(String type, String network) {}

  private final Map<String, Integer> expected = new HashMap<>();

  @Test
  void eachBoundRefusesWhatAFewLinesOverTextsSay() {
    var seed = Long.getLong("streamgate.test.seed", System.nanoTime());
    var random = new SplittableRandom(seed);
    var dryRun = dryRun(catalog(FAMILY));
    for (var i = 0; i < HOUSEHOLDS; i++) {
      var told = new ArrayList<Told>();
      for (var n = random.nextInt(8); n > 0; n--) {
        told.add(
            new Told(
                TYPES.get(random.nextInt(TYPES.size())),
                NETWORKS.get(random.nextInt(NETWORKS.size()))));
      }
      expect(told);
      dryRun.add(household("viewer-" + i, "family", members(told)), second(100));
    }

    var found = new HashMap<String, Integer>();
    for (var finding : dryRun.report().findings()) {
      var name = finding.cause() instanceof Cause.OfRule(var rule) ? rule : "limit";
      found.put(name, finding.refused());
      assertThat(finding.evicted()).as(name).isZero();
    }
    assertThat(found).as("seed %d", seed).isEqualTo(expected).hasSize(3);
  }

  private void expect(List<Told> streams) {
    var kept = new ArrayList<Told>();
    for (var each : streams) {
      if (each.type.equals("trailer")) {
        continue;
      }
      var networks = new HashSet<String>();
      kept.forEach(one -> networks.add(one.network));
      networks.add(each.network);
      if (each.type.equals("live") && kept.stream().anyMatch(one -> one.type.equals("live"))) {
        expected.merge("one-match", 1, Integer::sum);
      } else if (networks.size() > 2) {
        expected.merge("two-homes", 1, Integer::sum);
      } else if (kept.size() == 4) {
        expected.merge("limit", 1, Integer::sum);
      } else {
        kept.add(each);
      }
    }
  }

  private static Member[] members(List<Told> told) {
    var members = new Member[told.size()];
    for (var i = 0; i < members.length; i++) {
      var facts = Map.of("network", told.get(i).network);
      var atStart = new AtStart("family", new Limit.AtMost(4), facts, true);
      members[i] = stream("s" + i, i, "content_type=" + told.get(i).type, atStart);
    }
    return members;
  }
}
