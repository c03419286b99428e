import com.fasterxml.jackson.databind.ObjectMapper;
import io.streamgate.client.ApiClient;
import io.streamgate.client.ApiException;
import io.streamgate.client.api.HealthApi;
import io.streamgate.client.api.StreamsApi;
import io.streamgate.client.model.Amendment;
import io.streamgate.client.model.Heartbeat;
import io.streamgate.client.model.LimitReached;
import io.streamgate.client.model.Liveness;
import io.streamgate.client.model.NumberOrText;
import io.streamgate.client.model.Start;
import io.streamgate.client.model.StartedStream;
import io.streamgate.client.model.Stream;
import io.streamgate.client.model.StreamEnded;
import io.streamgate.client.model.TimeOrMillis;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** Drives the generated Java client against a server: {@code java Drive <origin>}. */
public final class Drive {

  private static final String ME = "203.0.113.11";

  /** More than 32 bits hold: what a live player reports if it counts from 1970. */
  private static final long POSITION_MS = 1_795_456_800_000L;

  private final ObjectMapper json = ApiClient.createDefaultObjectMapper();
  private final HealthApi health;
  private final StreamsApi streams;
  private int facts;

  private Drive(String origin) {
    var client = new ApiClient();
    client.updateBaseUri(origin);
    health = new HealthApi(client);
    streams = new StreamsApi(client);
  }

  public static void main(String[] arguments) throws Exception {
    var drive = new Drive(arguments[0]);
    drive.play();
    drive.readLaterVersions();
    System.out.println("java: " + drive.facts + " facts");
  }

  private void play() throws Exception {
    holds("it is alive", health.isAlive().getStatus() == Liveness.StatusEnum.ALIVE);
    var film =
        new Start()
            .videoName("Alien")
            .deviceId("tv-1")
            .contentType("movie")
            .size(new NumberOrText(new BigDecimal("9223372036854775807")))
            .videoStartTime(new TimeOrMillis(new BigDecimal(POSITION_MS)));
    var first = streams.startStream(ME, "key-1", film);
    holds("a start has an id", !first.getStreamId().isEmpty());
    holds("it is active", first.getStatus() == StartedStream.StatusEnum.ACTIVE);
    holds("it has a limit", first.getLimit() == 3 && first.getRemaining() == 2);
    holds("its times are times", isNow(first.getStartedAt()) && isNow(first.getServerTime()));
    holds(
        "a time in milliseconds is read",
        first.getVideoStartTime().toInstant().toEpochMilli() == POSITION_MS);
    holds(
        "a number keeps its digits",
        first.getSize().getActualInstance().equals(new BigDecimal("9223372036854775807")));
    var repeated = streams.startStream(ME, "key-1", film);
    holds("a repeated start is the same", repeated.getStreamId().equals(first.getStreamId()));

    streams.startStream(ME, null, new Start().videoName("Brazil"));
    streams.startStream(ME, null, null);
    var listing = streams.listStreams(ME, "active", 2, null, null);
    holds("a page has its size", listing.getStreams().size() == 2);
    var rest = streams.listStreams(ME, "active", 2, listing.getNextCursor(), null);
    holds("the last page has no cursor", rest.getNextCursor() == null);
    holds("the oldest is on it", idsOf(rest.getStreams()).equals(List.of(first.getStreamId())));

    var refused =
        problem(409, LimitReached.class, () -> streams.startStream(ME, null, new Start()));
    holds("a refusal lists the streams", idsOf(refused.getStreams()).contains(first.getStreamId()));
    holds("a refusal says when", refused.getAvailableAt().isAfter(refused.getServerTime()));
    holds("a refusal has a type", refused.getType().equals("/problems/stream-limit-reached"));

    var taker =
        streams.startStream(ME, null, new Start().videoName("Dune").takeover(first.getStreamId()));
    var gone =
        problem(410, StreamEnded.class, () -> streams.heartbeat(first.getStreamId(), ME, null));
    holds("the evicted is told", gone.getReason().equals("evicted") && isNow(gone.getEndedAt()));
    holds("and by what", gone.getBy().getVideoName().equals("Dune"));

    var id = taker.getStreamId();
    var renewal = streams.heartbeat(id, ME, null);
    holds("a heartbeat needs no body", renewal.getExpiresAt().isAfter(renewal.getServerTime()));
    streams.heartbeat(id, ME, new Heartbeat().positionMs(POSITION_MS).videoPlaying(false));
    var shown = streams.showStream(id, ME);
    holds("a position has 64 bits", shown.getPositionMs() == POSITION_MS);
    holds("a stream can be paused", !shown.getVideoPlaying());
    var amended = streams.amendStream(id, ME, new Amendment().videoName(null).fileType("mp4"));
    holds("null removes a field", amended.getVideoName() == null);
    holds("others are set", amended.getFileType().equals("mp4"));

    streams.endStream(id, null, ME);
    var ended = streams.showStream(id, ME);
    holds("an end is an end", ended.getReason().equals("ended") && isNow(ended.getEndedAt()));
    problem(410, StreamEnded.class, () -> streams.heartbeat(id, ME, new Heartbeat()));
    streams.endStreamByBeacon(listing.getStreams().getFirst().getStreamId(), null, ME, null);
    holds("a beacon ends", streams.listStreams(ME, null, null, null, null).getActive() == 1);
  }

  /** What a later version may add does not break this client. */
  private void readLaterVersions() throws Exception {
    var ended =
        """
        {"type":"/problems/other","title":"t","status":410,"detail":"d","request_id":"r",
         "ended_at":"2026-11-23T18:00:00.123Z","reason":"terminated","added":{"a":[1]}}""";
    var word = json.readValue(ended, StreamEnded.class).getReason();
    holds("an unknown reason is read", word.equals("terminated"));
    var status = json.readValue("{\"status\":\"dozing\"}", Liveness.class).getStatus();
    holds("an unknown word is read", status == Liveness.StatusEnum.UNKNOWN_DEFAULT_OPEN_API);
  }

  private interface Call {
    Object call() throws ApiException;
  }

  private <T> T problem(int status, Class<T> type, Call call) throws Exception {
    try {
      call.call();
    } catch (ApiException refusal) {
      holds("a refusal is " + status, refusal.getCode() == status);
      return json.readValue(refusal.getResponseBody(), type);
    }
    throw new AssertionError(status + " was expected");
  }

  private static List<String> idsOf(List<Stream> streams) {
    return streams.stream().map(Stream::getStreamId).toList();
  }

  private static boolean isNow(OffsetDateTime time) {
    return Duration.between(time, OffsetDateTime.now()).abs().toMinutes() < 1;
  }

  private void holds(String fact, boolean holds) {
    if (!holds) {
      throw new AssertionError("java: does not hold: " + fact);
    }
    facts++;
  }
}
