package io.streamgate.dryrun;

import static io.streamgate.given.Given.LEASE;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;

import io.streamgate.dryrun.DryRunReport.Cause;
import io.streamgate.dryrun.DryRunReport.Example;
import io.streamgate.dryrun.DryRunReport.PlanFinding;
import io.streamgate.given.Given;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.Where;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.policy.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Households that a person can decide by hand, and the plans {@code basic} (one stream, the oldest
 * ends) and {@code family} (four streams, one live match, two networks; trailers do not count). In
 * these tests the details of a stream are not JSON, but {@code name=value} with commas between.
 */
final class GivenHouseholds {

  static final Rule ONE_MATCH =
      rule("one-match", 1, null, new Where(Map.of("content_type", Set.of("live"))), null);

  static final Rule TWO_HOMES = rule("two-homes", 2, "network", Where.ALL, null);

  static final Plan BASIC = plan("basic", 1, AtLimit.EVICT_OLDEST, List.of(), null);

  static final Plan FAMILY =
      plan(
          "family",
          4,
          AtLimit.REFUSE,
          List.of(ONE_MATCH, TWO_HOMES),
          new Where(Map.of("content_type", Set.of("trailer"))));

  private GivenHouseholds() {}

  static Rule rule(
      String name, int max, @Nullable String of, Where where, @Nullable AtLimit atLimit) {
    return new Rule(name, max, of, List.of(), where, atLimit);
  }

  static Plan plan(
      String name, int limit, AtLimit atLimit, List<Rule> rules, @Nullable Where uncounted) {
    var atMost = new Limit.AtMost(limit);
    return new Plan(name, atMost, atLimit, SameDevice.REPLACES, rules, uncounted, 60, 600);
  }

  /** The first plan is the default, and that of plans that are none of these. */
  static Catalog catalog(Plan... plans) {
    return catalog(Set.of(), plans);
  }

  static Catalog catalog(Set<String> trusted, Plan... plans) {
    var byName = Stream.of(plans).collect(Collectors.toMap(p -> String.valueOf(p.name()), p -> p));
    return new Catalog(plans[0], plans[0], byName, trusted);
  }

  static DryRun dryRun(Catalog catalog) {
    return new DryRun(candidate(catalog), GivenHouseholds::read, 2);
  }

  static Candidate candidate(Catalog catalog) {
    return new Candidate(catalog, Given.pace(OnStoreFailure.REFUSE), 100);
  }

  /** Reads the details of these tests; those that begin with {@code @} are elsewhere. */
  static Optional<Attributes> read(Details details) {
    if (details.json().startsWith("@")) {
      return Optional.empty();
    }
    var values = new HashMap<String, String>();
    for (var each : details.json().split(",", -1)) {
      var parts = each.split("=", -1);
      if (parts.length == 2) {
        values.put(parts[0], parts[1]);
      }
    }
    return Optional.of(name -> values.getOrDefault(name, ""));
  }

  /** A stream that started at that second, live for a lease after second 100. */
  static Member stream(String name, int second, String details) {
    return stream(name, second, details, AtStart.UNKNOWN);
  }

  static Member stream(String name, int second, String details, AtStart atStart) {
    var started = second(second);
    return new Member(
        id(name, started),
        started,
        second(100).plus(LEASE),
        Playback.fromStart(),
        new Details(details),
        atStart);
  }

  /** A viewer of that plan. */
  static ObservedViewer household(String viewer, @Nullable String plan, Member... live) {
    return household(viewer, plan, null, live);
  }

  static ObservedViewer household(
      String viewer, @Nullable String plan, @Nullable Limit own, Member... live) {
    var known = new Viewer(new ViewerId(viewer), null, plan, own, Map.of());
    return new ObservedViewer(known, null, List.of(live));
  }

  /** The report on these viewers at second 100. */
  static DryRunReport reportOn(Catalog catalog, ObservedViewer... viewers) {
    var dryRun = dryRun(catalog);
    for (var viewer : viewers) {
      dryRun.add(viewer, second(100));
    }
    return dryRun.report();
  }

  /** The finding about these streams of one viewer. */
  static PlanFinding finding(
      String plan, Cause cause, int refused, int evicted, String viewer, Member... streams) {
    var ids = List.of(streams).stream().map(Member::id).toList();
    return new PlanFinding(
        plan, cause, refused, evicted, 1, List.of(new Example(new ViewerId(viewer), ids)));
  }

  static Cause byRule(String name) {
    return new Cause.OfRule(name);
  }
}
