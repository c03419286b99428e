package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.body.BodyReader;
import io.streamgate.http.body.Fault;
import io.streamgate.http.body.Field;
import io.streamgate.http.body.Given;
import io.streamgate.http.body.Said;
import io.streamgate.http.body.StoredDetails;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.lease.Member;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.Stream;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.limiter.Account;
import io.streamgate.limiter.Asked;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StartRequest;
import io.streamgate.limiter.StartRequest.IdempotencyKey;
import io.streamgate.limiter.StartRequest.Kind;
import io.streamgate.limiter.StreamAnswer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** {@code POST /api/v1/stream}: start a stream. */
final class StartStream implements ViewerEndpoint {

  private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

  private final Limiter limiter;

  StartStream(Limiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    var keys = call.header("idempotency-key");
    var said = BodyReader.read(call.body().getBytes(), Field.OF_START).plus(faultsOf(keys));
    if (!said.faults().isEmpty()) {
      return completedStage(Problems.invalid(said.faults()));
    }
    var request =
        new StartRequest(
            device(said),
            keys.isEmpty() ? new IdempotencyKey.None() : new IdempotencyKey.Chosen(keys.getFirst()),
            StoredDetails.of(said),
            kind(said));
    return limiter.start(caller, request).thenApply(StartStream::answer);
  }

  private static List<Fault> faultsOf(List<String> keys) {
    return keys.isEmpty() || (keys.size() == 1 && KEY.matcher(keys.getFirst()).matches())
        ? List.of()
        : List.of(
            new Fault(
                Fault.Where.HEADER,
                "Idempotency-Key",
                "must be given once, with 1 to 128 visible ASCII characters"));
  }

  private static Device device(Said said) {
    return said.values().get(Field.DEVICE_ID) instanceof Given.Text(var id)
        ? new Device.Named(id)
        : Device.UNNAMED;
  }

  private static Kind kind(Said said) {
    return said.isTrue(Field.VIDEO_ENDED)
        ? new Kind.PastView()
        : new Kind.Play(said.told(), takeover(said));
  }

  private static Takeover takeover(Said said) {
    return said.text(Field.TAKEOVER)
        .<Takeover>map(
            text ->
                text.equals("oldest")
                    ? new Takeover.Oldest()
                    : new Takeover.Chosen(new StreamId(text)))
        .orElseGet(Takeover.None::new);
  }

  private static Answer answer(StartAnswer answer) {
    return switch (answer) {
      case StartAnswer.Started(var stream, var account, var asked) ->
          started(201, stream, account, asked);
      case StartAnswer.Replayed(var stream, var account, var asked) ->
          started(200, stream, account, asked).with("idempotent-replayed", "true");
      case StartAnswer.Unenforced(var stream, var asked) -> unenforced(stream, asked);
      case StartAnswer.Refused refused -> Problems.refused(refused);
      case StartAnswer.NotAllowed refused -> Problems.notAllowed(refused);
      case StartAnswer.TooMany tooMany -> Problems.tooMany(tooMany);
      case StreamAnswer.Gone gone -> Problems.gone(gone);
    };
  }

  private static Answer unenforced(Member stream, Asked asked) {
    var name = new StreamName.Unenforced(stream.id());
    return Answer.json(
            201,
            json -> {
              StreamJson.stream(json, name, stream, asked);
              StreamJson.pace(json, asked);
              StreamJson.unknownAccount(json, asked.limit());
              json.writeBooleanProperty("enforced", false);
            })
        .with("location", Api.pathOf(name));
  }

  private static Answer.Reply started(int status, Stream stream, Account account, Asked asked) {
    return Answer.json(
            status,
            json -> {
              StreamJson.stream(json, stream, asked);
              StreamJson.pace(json, asked);
              StreamJson.account(json, account);
            })
        .with("location", Api.pathOf(new StreamName.Usual(stream.id())));
  }
}
