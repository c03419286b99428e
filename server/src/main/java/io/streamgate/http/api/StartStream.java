package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.body.BodyFields;
import io.streamgate.http.body.BodyReader;
import io.streamgate.http.body.FactFields;
import io.streamgate.http.body.Fault;
import io.streamgate.http.body.Field;
import io.streamgate.http.body.FieldValue;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.body.StoredDetails;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Networks;
import io.streamgate.identity.Proof;
import io.streamgate.identity.token.StreamTokens;
import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StartRequest;
import io.streamgate.limiter.StartRequest.IdempotencyKey;
import io.streamgate.limiter.StartRequest.Kind;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.limiter.Terms;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** {@code POST /api/v1/stream}: start a stream. */
record StartStream(Limiter limiter, StreamTokens tokens, Networks networks)
    implements ViewerEndpoint {

  private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    var keys = call.header("idempotency-key");
    var fields = BodyReader.read(call.body().getBytes(), Field.OF_START).plus(faultsOf(keys));
    if (!fields.faults().isEmpty()) {
      return completedStage(InvalidRequest.problem(fields.faults()));
    }
    var request =
        new StartRequest(
            device(fields),
            keys.isEmpty() ? new IdempotencyKey.None() : new IdempotencyKey.Chosen(keys.getFirst()),
            details(fields, keys, caller),
            attribute -> valueOf(attribute, fields, caller, call),
            kind(fields));
    return limiter.start(caller, request).thenApply(this::answer);
  }

  private static List<Fault> faultsOf(List<String> keys) {
    return keys.isEmpty() || (keys.size() == 1 && KEY.matcher(keys.getFirst()).matches())
        ? List.of()
        : List.of(
            new Fault(
                Fault.RequestPart.HEADER,
                "Idempotency-Key",
                "must be given once, with 1 to 128 visible ASCII characters"));
  }

  /** A start without a key cannot be repeated, so its content needs no mark. */
  private static Details details(BodyFields fields, List<String> keys, Caller caller) {
    var details = StoredDetails.of(fields, caller.viewer().profile());
    return keys.isEmpty() ? details : details.naming(StoredDetails.content(fields));
  }

  /** What is known of the stream. Only the attributes that a plan looks at are asked for. */
  private String valueOf(String attribute, BodyFields fields, Caller caller, Call call) {
    return switch (attribute) {
      case "profile" -> Objects.requireNonNullElse(caller.viewer().profile(), "");
      case "network" -> network(caller, call);
      default -> FactFields.valueOf(fields, attribute);
    };
  }

  /** The network of the player. A back end's own says nothing, so it may pass the player's. */
  private String network(Caller caller, Call call) {
    return switch (caller.proof()) {
      case Proof.OfBackEnd _ -> caller.viewer().facts().getOrDefault("network", "");
      case Proof.OfViewer _, Proof.OfStream _, Proof.OfOperator _ ->
          networks.networkOf(call::header, call.peer());
    };
  }

  private static Device device(BodyFields fields) {
    return fields.values().get(Field.DEVICE_ID) instanceof FieldValue.Text(var id)
        ? new Device.Named(id)
        : Device.UNNAMED;
  }

  private static Kind kind(BodyFields fields) {
    return fields.isTrue(Field.VIDEO_ENDED)
        ? new Kind.PastView()
        : new Kind.Play(fields.reports(), takeover(fields));
  }

  private static Takeover takeover(BodyFields fields) {
    return switch (fields.values().get(Field.TAKEOVER)) {
      case FieldValue.Text(var text) when text.equals("oldest") -> new Takeover.Oldest();
      case FieldValue.Text(var id) -> new Takeover.Chosen(List.of(new StreamId(id)));
      case FieldValue.Texts(var ids) ->
          new Takeover.Chosen(ids.stream().map(StreamId::new).toList());
      case null, default -> new Takeover.None();
    };
  }

  private Answer answer(StartAnswer answer) {
    return switch (answer) {
      case StartAnswer.Started(var stream, var usage, var terms) ->
          started(201, stream, usage, terms);
      case StartAnswer.Replayed(var stream, var usage, var terms) ->
          started(200, stream, usage, terms).with("idempotent-replayed", "true");
      case StartAnswer.Unenforced(var stream, var terms) -> unenforced(stream, terms);
      case StartAnswer.Refused refused -> Problems.refused(refused);
      case StartAnswer.NotAllowed refused -> Problems.notAllowed(refused);
      case StartAnswer.KeyReused() -> Problems.keyReused();
      case StartAnswer.TooMany tooMany -> Problems.tooMany(tooMany);
      case StreamAnswer.Gone gone -> Problems.gone(gone);
    };
  }

  private Answer unenforced(Member stream, Terms terms) {
    var name = new StreamName.Unenforced(stream.id());
    return Answer.json(
            201,
            json -> {
              StreamJson.stream(json, name, stream, terms);
              StreamJson.pace(json, terms);
              StreamJson.unknownUsage(json, terms);
              json.writeBooleanProperty("enforced", false);
              StreamJson.token(json, token(stream, terms));
            })
        .with("location", Api.pathOf(name));
  }

  private Answer.Reply started(int status, Stream stream, SlotUsage usage, Terms terms) {
    return Answer.json(
            status,
            json -> {
              StreamJson.stream(json, stream, terms);
              StreamJson.pace(json, terms);
              StreamJson.usage(json, usage, terms);
              StreamJson.token(json, token(stream, terms));
            })
        .with("location", Api.pathOf(new StreamName.Usual(stream.id())));
  }

  /** With a view that is already over, a token could do nothing. */
  private Optional<String> token(Stream stream, Terms terms) {
    return switch (stream) {
      case Member member -> tokens.issue(terms.viewer(), member.id(), terms.now());
      case Ended _ -> Optional.empty();
    };
  }
}
