package io.streamgate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.events.Drops;
import io.streamgate.identity.Caller;
import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.CredentialObserver.CredentialKind;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.limiter.Event;
import io.streamgate.telemetry.Metrics;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Compares the table of metrics in docs/OPERATING.md with a scrape after one event of each kind.
 */
final class MetricsDocumentationTest {

  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (.+?) \\| (.+) \\|");
  private static final Pattern WORD = Pattern.compile("`(\\w+)`");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(streamgate_\\w+)\\{(.*)} ");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** The bounds of buckets, names that operators choose, and versions. */
  private static final Set<String> WITHOUT_LIST = Set.of("le", "plan", "rule", "version", "java");

  private static final String SERIES_OF_HISTOGRAM = "_(bucket|count|sum|max)$";

  private static final Caller CALLER =
      new Caller(new Viewer(new ViewerId("203.0.113.7")), "request");
  private static final Instant START = Instant.parse("2026-11-23T18:00:00Z");
  private static final StreamId STREAM =
      StreamId.of(START, Sid.ofKey(CALLER.viewer().id(), Device.UNNAMED, "key"));
  private static final Member MEMBER =
      new Member(STREAM, START, Playback.fromStart(), Details.NONE);

  private final Metrics metrics = new Metrics();

  @BeforeEach
  void oneEventOfEachKind() {
    everyEvent().forEach(metrics::on);
    metrics.answered("POST", "/api/v1/stream", 201, 1);
    for (var reason : Drops.DropReason.values()) {
      metrics.droppedEvents(reason.word(), () -> 1);
    }
    metrics.credentials().shown(CredentialKind.ACCESS_TOKEN, CredentialCheck.VERIFIED);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void theTableHasTheMetricsThatAreScrapedAndTheirLabels() {
    var documented = new TreeMap<String, String>();
    rows().forEach(row -> documented.put(row.get(0), row.get(1).replace("`", "")));
    // metrics of other parts have no labels: see ServerMetricsTest
    documented.values().removeIf("none"::equals);

    assertThat(documented).isEqualTo(scrapedLabels());
  }

  @Test
  void theTableHasTheValuesOfLabelsThatAreScraped() {
    for (var row : rows()) {
      // there are many routes, and the contract lists them
      if (!row.get(1).equals("none") && !row.get(1).contains("`route`")) {
        var words = WORD.matcher(row.get(2)).results().map(word -> word.group(1));

        assertThat(words).containsExactlyInAnyOrderElementsOf(scrapedValues(row.get(0)));
      }
    }
  }

  @Test
  void whatEndsInSecondsIsInSeconds() {
    metrics.on(new Event.StoreAnswered(Event.Operation.END, 1_500_000_000L));
    metrics.answered("GET", "/metrics", 200, 2_500_000_000L);

    assertThat(metrics.scrape())
        .containsPattern("(?m)^streamgate_store_seconds_sum\\{operation=\"end\",.*} 1\\.5$")
        .containsPattern("(?m)^streamgate_http_seconds_sum\\{.*route=\"/metrics\",.*} 2\\.5$");
  }

  private static List<List<String>> rows() {
    var section =
        Documents.read(Documents.ROOT.resolve("docs/OPERATING.md")).split("\n## Metrics\n", 2)[1];
    return ROW.matcher(section.split("\n## ", 2)[0])
        .results()
        .map(row -> List.of(row.group(1), row.group(2), row.group(3)))
        .toList();
  }

  /** The metrics, each with its labels in alphabetical order. */
  private Map<String, String> scrapedLabels() {
    var labels = new TreeMap<String, String>();
    SAMPLE
        .matcher(metrics.scrape())
        .results()
        .forEach(
            sample ->
                labels.put(
                    sample.group(1).replaceFirst(SERIES_OF_HISTOGRAM, ""),
                    LABEL
                        .matcher(sample.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .filter(name -> !name.equals("le"))
                        .collect(Collectors.joining(", "))));
    return labels;
  }

  private Set<String> scrapedValues(String metric) {
    return SAMPLE
        .matcher(metrics.scrape())
        .results()
        .filter(sample -> sample.group(1).replaceFirst(SERIES_OF_HISTOGRAM, "").equals(metric))
        .flatMap(sample -> LABEL.matcher(sample.group(2)).results())
        .filter(label -> !WITHOUT_LIST.contains(label.group(1)))
        .map(label -> label.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Event> everyEvent() {
    var manners =
        Arrays.stream(Event.Manner.values())
            .map(m -> new Event.Started(CALLER, STREAM, m, null, 1));
    var reasons =
        Arrays.stream(Event.Reason.values())
            .map(r -> new Event.NotStarted(CALLER, r, 3, "family", "two-homes"));
    var findings =
        Arrays.stream(Event.Finding.values())
            .map(f -> new Event.HeartbeatAnswered(CALLER, STREAM, f));
    var left = Stream.of(new Event.LeaveAnswered(CALLER, STREAM, Event.Finding.MEMBER));
    var failures =
        Arrays.stream(Event.Operation.values())
            .map(o -> new Event.StoreFailed(new Event.Trigger.ByCaller(CALLER), o, 1, "disk full"));
    var endings =
        Stream.of(
                new Ending.Finished(START),
                new Ending.Stopped(START, new Device.Named("tv")),
                new Ending.Evicted(START, STREAM, "two-homes"),
                new Ending.Replaced(START, STREAM),
                new Ending.Displaced(START, STREAM),
                new Ending.Other("terminated", START, null))
            .map(ending -> new Event.StreamEnded(CALLER, new Ended(MEMBER, ending), null));
    var answers = Stream.of(new Event.StoreAnswered(Event.Operation.START, 1));
    var changes = Stream.of(new Event.ChangeRefused(CALLER, STREAM));
    return Stream.of(manners, reasons, findings, left, failures, endings, answers, changes)
        .flatMap(events -> events);
  }
}
