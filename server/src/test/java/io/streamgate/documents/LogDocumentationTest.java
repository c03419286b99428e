package io.streamgate.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.streamgate.documents.LogStatements.Line;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Proof;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.limiter.Event;
import io.streamgate.telemetry.EventLog;
import io.streamgate.telemetry.IdentityLog;
import io.streamgate.telemetry.LogSetup;
import io.streamgate.telemetry.ViewerNaming;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the log section of docs/OPERATING.md with the log statements in the sources, and with
 * the two log formats.
 */
final class LogDocumentationTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.+?)` \\| ([A-Z]+) \\|(.*)\\|$");
  private static final Pattern WORD = Pattern.compile("`(\\w+)`");
  private static final Pattern COUNTED =
      Pattern.compile("formattedMessage = \\\\\"([^\"\\\\]+)\\\\\"");
  private static final Pattern TEXT_FIELD = Pattern.compile(" (\\w+)=\"");
  private static final Caller CALLER =
      new Caller(
          new Viewer(new ViewerId("203.0.113.7")),
          new Proof.OfBackEnd("playback"),
          "request",
          "trace");
  private static final Event.Trigger BY_CALLER = new Event.Trigger.ByCaller(CALLER);
  private static final StreamId STREAM = new StreamId("1k84sr29q47DEQp2RTJRjt7WqOhRQ_F");

  @Test
  void everyLineThatIsLoggedIsDocumentedWithItsLevelItsFieldsAndItsTrace() {
    var documented = documented();

    assertThat(LogStatements.ofTheProduct())
        .hasSizeGreaterThan(10)
        .allSatisfy(line -> assertThat(documented).as(line.toString()).anyMatch(line::covers));
  }

  @Test
  void everyDocumentedLineIsLogged() {
    var logged = LogStatements.ofTheProduct();
    var sources = String.join("", LogStatements.sources());

    assertThat(documented())
        .allSatisfy(
            line -> {
              assertThat(logged).as(line.toString()).anyMatch(one -> one.covers(line));
              assertThat(line.message().split("(: )?(\\.\\.\\.|\\{})", -1))
                  .allMatch(sources::contains);
            });
  }

  /** An alarm on a message that is never logged would never fire. */
  @Test
  void everyMessageThatTheMetricFiltersOfAwsCountIsLogged() {
    var filters = Documents.ROOT.resolve("infra/modules/observability/main.tf");
    var logged = LogStatements.ofTheProduct().stream().map(Line::message).toList();

    assertThat(COUNTED.matcher(Documents.read(filters)).results().map(found -> found.group(1)))
        .hasSize(3)
        .allSatisfy(message -> assertThat(logged).contains(message));
  }

  @Test
  void bothFormsHaveTheFieldsThatAreDocumentedAndNoOthers() {
    var documented =
        documented().stream().collect(Collectors.toMap(Line::message, Line::fields, (a, _) -> a));

    for (var event : logged()) {
      var fields = documented.get(event.getMessage());

      assertThat(fieldsOfText(written("text", event))).isEqualTo(fields);
      assertThat(fieldsOfJson(written("json", event))).isEqualTo(fields);
    }
  }

  @Test
  void aLineOfJsonHasTheMembersThatAreDocumented() {
    var members = new TreeSet<String>();
    for (var event : logged()) {
      members.addAll(json(written("json", event)).propertyNames());
    }
    var paragraph = section().split("In JSON", 2)[1].split("\n\n", 2)[0];

    // only in lines with a stack trace, and none of these has one
    members.add("throwable");
    assertThat(members).isEqualTo(words(paragraph));
  }

  @Test
  void whatIsLoggedIsFoundInSources() {
    assertThat(
            LogStatements.in(
                """
                private static final Logger LOG = x;
                  LOG.atInfo().addKeyValue("port", port)
                      .addKeyValue("host", host(1, 2)).log("it is; ready");
                  LOG.warn("{} failed: {}; again", what(a, b), why.toString());
                  LOG.error("no\\"t", failure);
                  LOG.debug("quiet", failure);
                """))
        .containsExactly(
            new Line("it is; ready", "INFO", Set.of("host", "port"), false),
            new Line("... failed: ...; again", "WARN", Set.of(), false),
            new Line("no\\\"t", "ERROR", Set.of(), true));
  }

  private static String section() {
    return Documents.read(Documents.ROOT.resolve("docs/OPERATING.md"))
        .split("\n## Log\n", 2)[1]
        .split("\n## ", 2)[0];
  }

  private static List<Line> documented() {
    return ROW.matcher(section())
        .results()
        .map(
            row ->
                new Line(
                    row.group(1),
                    row.group(2),
                    words(row.group(3).replaceAll("\\([^)]*\\)", "")),
                    row.group(3).contains("the stack trace")))
        .toList();
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(word -> word.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One event for each line that a request can cause. */
  private static List<ILoggingEvent> logged() {
    var logger = (Logger) LoggerFactory.getLogger("io.streamgate.events");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    try {
      var log = new EventLog(() -> 0, ViewerNaming.plain());
      log.on(new Event.NotStarted(CALLER, Event.Reason.LIMIT_REACHED, 3, "family", "two-homes"));
      log.on(new Event.ChangeRefused(CALLER, STREAM));
      log.on(new Event.StoreFailed(BY_CALLER, Event.Operation.START, 5, "disk full"));
      log.on(new Event.Started(CALLER, STREAM, Event.Manner.UNENFORCED, null, 1));
      new IdentityLog(() -> 0, true)
          .notIdentified("request", "trace", new Identification.Missing("no address"));
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
    }
    assertThat(lines.list).hasSize(5);
    return lines.list;
  }

  /** The event as logged by a process with that log style. */
  private static String written(String style, ILoggingEvent event) {
    var before = Optional.ofNullable(System.getProperty(LogSetup.FORMAT));
    System.setProperty(LogSetup.FORMAT, style);
    try {
      return new String(LogSetup.encoder(new LoggerContext()).encode(event), UTF_8);
    } finally {
      before.ifPresentOrElse(
          value -> System.setProperty(LogSetup.FORMAT, value),
          () -> System.clearProperty(LogSetup.FORMAT));
    }
  }

  private static Set<String> fieldsOfText(String line) {
    return words(TEXT_FIELD.matcher(line).replaceAll(" `$1`"));
  }

  private static Set<String> fieldsOfJson(String line) {
    return json(line)
        .path("kvpList")
        .valueStream()
        .flatMap(pair -> Stream.of(pair.propertyNames().iterator().next()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode json(String line) {
    return new JsonMapper().readTree(line);
  }
}
