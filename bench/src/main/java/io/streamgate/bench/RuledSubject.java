package io.streamgate.bench;

import io.streamgate.lease.Start;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.Where;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plan with five rules of all kinds, and starts of streams that all of them count. */
final class RuledSubject {

  static final Rules RULES = plan(6, 11, AtLimit.REFUSE);

  /** Rules of which the second and the third are full after ten streams. */
  static final Rules EVICTING = plan(5, 9, AtLimit.EVICT_OLDEST);

  private RuledSubject() {}

  private static Rules plan(int ofAKind, int ofAProfile, AtLimit atLimit) {
    var where = new Where(Map.of("content_type", Set.of("live"), "genre", Set.of("sport", "news")));
    var rules =
        List.of(
            rule("live", 11, null, List.of(), where),
            rule("kind", ofAKind, null, List.of("device_type"), Where.ALL),
            rule("profile", ofAProfile, null, List.of("profile"), Where.ALL),
            rule("devices", 11, "device_id", List.of(), Where.ALL),
            rule("homes", 2, "network", List.of(), Where.ALL));
    var uncounted = new Where(Map.of("free", Set.of("yes")));
    return new Rules(
        "family",
        new Limit.AtMost(11),
        atLimit,
        SameDevice.REPLACES,
        rules,
        uncounted,
        Subject.LEASE);
  }

  private static Rule rule(
      String name, int max, @Nullable String of, List<String> per, Where where) {
    return new Rule(name, max, of, per, where, null);
  }

  /** The start of a stream: of ten, five are on each kind of device, and five in each network. */
  static Start.Play start(int number) {
    return start("device-" + number, "kind-" + number % 2, "192.0.2." + number % 2);
  }

  /** The start of a stream in a third network. */
  static Start.Play startElsewhere() {
    return start("device-10", "kind-0", "198.51.100.1");
  }

  private static Start.Play start(String device, String kind, String network) {
    var start = Subject.start();
    var facts =
        Map.of(
            "content_type", "live",
            "genre", "sport",
            "device_id", device,
            "device_type", kind,
            "network", network,
            "profile", "kids",
            "free", "");
    return new Start.Play(start.id(), start.playback(), start.details(), start.takeover(), facts);
  }
}
