package io.streamgate.simulation.plans;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Plan;
import io.streamgate.policy.PolicySource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer may, by each node, which changes from time to time: the limit of a plan without a
 * name, or all plans of a file, which reaches one node after another.
 */
public final class PlanHistory {

  /** How long an ended stream is on record. */
  public static final Duration RETENTION = Duration.ofDays(1);

  /** The time between two heartbeats. */
  public static final Duration INTERVAL = Duration.ofSeconds(30);

  /** The pace of all nodes. */
  public static final Pace PACE =
      new Pace(
          Duration.ofSeconds(90), INTERVAL, Duration.ofSeconds(15), Pace.OnStoreFailure.REFUSE);

  /** Means no limit: the bound of a table applies. */
  public static final int UNLIMITED = 100;

  /**
   * A plan that may have held.
   *
   * @param attributes those of which each stream keeps its value
   */
  public record Held(Plan plan, Set<String> attributes) {

    /** What this plan makes of a stream with these facts, which are of its attributes. */
    public StartRecord startOf(String id, Map<String, String> facts) {
      return Bounds.ofStart(plan, id, facts).entry().start();
    }
  }

  /** A node's plans from then on. */
  private record Since(long ms, String node, Catalog catalog) {

    boolean isReplacedBy(Since later, long nowMs) {
      return later.node.equals(node) && later.ms > ms && later.ms < nowMs;
    }
  }

  private final AtLimit atLimit;
  private final SameDevice sameDevice;
  private final int startsPerMinute;
  private final long longestCallMs;
  private final List<Since> states = new ArrayList<>();
  private final Map<String, Catalog> current = new HashMap<>();

  /**
   * A history without a plan yet.
   *
   * @param longestCallMs how long ago a plan that still decides a start may have held
   */
  public PlanHistory(
      AtLimit atLimit, SameDevice sameDevice, int startsPerMinute, long longestCallMs) {
    this.atLimit = atLimit;
    this.sameDevice = sameDevice;
    this.startsPerMinute = startsPerMinute;
    this.longestCallMs = longestCallMs;
  }

  /** That node has these plans from now on. */
  public void change(long nowMs, String node, Catalog catalog) {
    current.put(node, catalog);
    states.removeIf(each -> isOver(each, nowMs));
    states.add(new Since(nowMs, node, catalog));
  }

  /** The nodes, in order. */
  public List<String> nodes() {
    return current.keySet().stream().sorted().toList();
  }

  /** A plan without a name that has that limit. */
  public Catalog limitedTo(int bound) {
    Limit limit = bound == UNLIMITED ? new Limit.Unlimited(UNLIMITED) : new Limit.AtMost(bound);
    return Catalog.forEveryone(new Plan(limit, atLimit, sameDevice, startsPerMinute, 0));
  }

  /** The plans of that node. */
  public PolicySource of(String node) {
    var catalog = Optional.ofNullable(current.get(node)).orElseThrow();
    return PolicySource.of(() -> catalog, UNLIMITED, new PolicySource.Unobserved());
  }

  /** The plans that may have decided a start of which the table has been changed now. */
  public Stream<Catalog> inForce(long nowMs) {
    return states.stream().filter(each -> !isOver(each, nowMs)).map(Since::catalog);
  }

  private boolean isOver(Since state, long nowMs) {
    return states.stream().anyMatch(each -> state.isReplacedBy(each, nowMs - longestCallMs));
  }

  /** The plans that may have held for a start, under that override if it is one. */
  public Stream<Held> held(long nowMs, @Nullable Grant override) {
    return inForce(nowMs)
        .map(catalog -> new Held(under(catalog, override), Set.copyOf(catalog.attributes())));
  }

  private static Plan under(Catalog catalog, @Nullable Grant override) {
    if (override == null) {
      return catalog.standard();
    }
    return override.plan().isEmpty()
        ? catalog.standard().limitedTo(new Limit.AtMost(override.limit()))
        : catalog.named(override.plan()).orElse(catalog.unknown());
  }

  /** Whether a new stream takes the slot of an earlier one of its device. */
  public boolean replaces() {
    return sameDevice == SameDevice.REPLACES;
  }

  /** The lowest limit that may have applied to a call in flight, under that override or not. */
  public int lowest(long nowMs, @Nullable Grant override) {
    return Stream.concat(held(nowMs, null), held(nowMs, override))
        .mapToInt(held -> held.plan().limit().bound())
        .min()
        .orElseThrow();
  }

  /**
   * Whether such a limit may have applied to a call in flight, under that override if it is one.
   */
  public boolean had(long nowMs, @Nullable Grant override, IntPredicate limit) {
    return held(nowMs, override).mapToInt(held -> held.plan().limit().bound()).anyMatch(limit);
  }
}
