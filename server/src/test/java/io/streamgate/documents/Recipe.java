package io.streamgate.documents;

import io.streamgate.identity.Viewer;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Playback;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Pace;
import io.streamgate.policy.PolicySource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of plans in docs/PLANS.md, and the starts of one viewer below it.
 *
 * @param plans the file
 * @param starts the rows of the table; none if there is no table
 */
record Recipe(String plans, List<Row> starts) {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```yaml\n(default: .*?)^```\n((?:\n\\| token .*?)(?=\n\n|\\z))?");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ?(.*?) ?\\| ?(.*?) ?\\| ?(.+?) \\|$");
  private static final Pattern FACT = Pattern.compile("([^`= ]+)=([^` ]+)");

  private static final Instant START = Instant.parse("2026-11-23T18:00:00Z");
  private static final Pace PACE =
      new Pace(
          Duration.ofSeconds(90),
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          Pace.OnStoreFailure.REFUSE);

  /** One start. */
  record Row(Map<String, String> token, Map<String, String> stream, String becomes) {}

  /** All files of plans in the page, in order. */
  static List<Recipe> in(String page) {
    return BLOCK
        .matcher(page)
        .results()
        .map(block -> new Recipe(block.group(1), rows(block.group(2))))
        .toList();
  }

  private static List<Row> rows(@Nullable String table) {
    return table == null
        ? List.of()
        : ROW.matcher(table)
            .results()
            .skip(1) // the headings
            .map(row -> new Row(facts(row.group(1)), facts(row.group(2)), row.group(3)))
            .toList();
  }

  private static Map<String, String> facts(String cell) {
    return FACT.matcher(cell)
        .results()
        .collect(Collectors.toMap(fact -> fact.group(1), fact -> fact.group(2)));
  }

  /** What becomes of the starts, in the words of the page. */
  List<String> played(Catalog catalog) {
    var set = LeaseSet.EMPTY;
    List<StreamId> ids = new ArrayList<>();
    List<String> became = new ArrayList<>();
    for (var row : starts) {
      var now = START.plusSeconds(became.size());
      var viewer = viewer(row.token());
      var source = PolicySource.of(() -> catalog, 1_000, new PolicySource.Unobserved());
      var offer = source.offerTo(viewer);
      var facts =
          offer.facts(
              name ->
                  name.equals("profile")
                      ? row.token().getOrDefault(name, "")
                      : row.stream().getOrDefault(name, ""));
      var id = id(viewer.id(), row.stream().getOrDefault("device_id", ""), now);
      ids.add(id);
      var start =
          new Start.Play(id, Playback.fromStart(), Details.NONE, new Takeover.None(), facts);
      switch (set.decide(start, offer.plan().at(PACE), now)) {
        case StartDecision.Admitted(var member, var next, var ended) -> {
          set = next;
          became.add("starts" + (member.isCounted() ? "" : ", uncounted") + ends(ended, ids));
        }
        case StartDecision.Refused refused -> became.add("refused by " + name(refused.bound()));
        case StartDecision.NotAllowed(_, var bound, _) -> became.add("refused by " + name(bound));
        case StartDecision other -> became.add(other.toString());
      }
    }
    return became;
  }

  private static Viewer viewer(Map<String, String> token) {
    var facts = new HashMap<>(token);
    var limit = facts.remove("limit");
    return new Viewer(
        new ViewerId("viewer"),
        facts.remove("profile"),
        facts.remove("plan"),
        limit == null ? null : new Limit.AtMost(Integer.parseInt(limit)),
        facts);
  }

  private static StreamId id(ViewerId viewer, String deviceId, Instant now) {
    var device = deviceId.isEmpty() ? Device.UNNAMED : new Device.Named(deviceId);
    return StreamId.of(now, Sid.ofKey(viewer, device, now.toString()));
  }

  private static String ends(List<Ended> ended, List<StreamId> ids) {
    return ended.stream()
        .map(
            stream -> {
              var number = ids.indexOf(stream.id()) + 1;
              return switch (stream.ending()) {
                case Ending.Evicted evicted ->
                    ", and " + named(Optional.ofNullable(evicted.rule())) + " ends " + number;
                case Ending.Replaced _ -> ", and replaces " + number;
                default -> ", and " + stream.ending() + " of " + number;
              };
            })
        .collect(Collectors.joining());
  }

  private static String name(Bound bound) {
    return named(Optional.ofNullable(bound.rule()));
  }

  private static String named(Optional<String> rule) {
    return rule.map(name -> "`" + name + "`").orElse("the limit");
  }
}
