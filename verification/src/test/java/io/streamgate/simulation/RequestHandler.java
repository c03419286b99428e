package io.streamgate.simulation;

import io.streamgate.given.Given;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.Amendment.Fate;
import io.streamgate.lease.Heartbeat.Sender;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.stream.Details;
import io.streamgate.limiter.Listing;
import io.streamgate.limiter.StartRequest;
import io.streamgate.limiter.StartRequest.IdempotencyKey;
import io.streamgate.limiter.StartRequest.Kind;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.simulation.ledger.AnswerChecker;
import io.streamgate.simulation.ledger.Ledger;
import io.streamgate.simulation.ledger.ListChecker;
import io.streamgate.simulation.ledger.Moment;
import io.streamgate.simulation.ledger.StartChecker;
import io.streamgate.simulation.plans.Grant;
import io.streamgate.simulation.world.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends one viewer's requests to a node: records them in the ledger, and checks each answer before
 * its player receives it.
 */
final class RequestHandler {

  private final ViewerId viewer;
  private final Ledger ledger;
  private final StartChecker starts;
  private final AnswerChecker answers;
  private final ListChecker lists;
  private final LimiterCalls calls;
  private final Timeline timeline;
  private final Random random;

  RequestHandler(
      ViewerId viewer, Ledger ledger, LimiterCalls calls, Timeline timeline, Random random) {
    this.viewer = viewer;
    this.ledger = ledger;
    this.starts = new StartChecker(ledger, timeline);
    this.answers = new AnswerChecker(ledger, timeline);
    this.lists = new ListChecker(ledger, timeline);
    this.calls = calls;
    this.timeline = timeline;
    this.random = random;
  }

  /** A request has reached a node. */
  void handle(Node node, Request request, Consumer<Reply> player) {
    var asked = new Moment(timeline.nowMs(), node.nowMs());
    var limiter = node.limiter();
    switch (request) {
      case Request.Start(var device, var key, var takeover, var content, var facts) -> {
        var sid = sid(node, device, key);
        var details = key.isEmpty() ? Details.NONE : Given.detailsOf(content);
        ledger.requests().play(sid, takeover, details.content(), facts, asked);
        var text =
            "start " + name(sid) + (takeover instanceof Takeover.None ? "" : ", taking over");
        start(
            node,
            asked,
            text,
            sid,
            wish(device, key, details, facts, new Kind.Play(List.of(), takeover)),
            player);
      }
      case Request.SetOverride(var override) -> {
        var grant = override == null ? null : Grant.of(override);
        var call = ledger.overrides().ask(grant, asked);
        calls.ask(
            node,
            "override " + grant,
            () -> node.store().setOverride(viewer, override, node.now()),
            noted(_ -> ledger.overrides().acknowledged(call, timeline.nowMs())),
            player);
      }
      case Request.PastView(var device, var key) -> {
        var sid = sid(node, device, key);
        ledger.requests().record(sid);
        start(
            node,
            asked,
            "record " + name(sid),
            sid,
            wish(device, key, Details.NONE, Map.of(), new Kind.PastView()),
            player);
      }
      case Request.Heartbeat(var id, var told, var sender) -> {
        ledger.requests().heartbeat(id, asked);
        calls.ask(
            node,
            "heartbeat " + name(id),
            () -> limiter.heartbeat(caller(), new StreamId(id), told, sender),
            answer -> {
              answers.heartbeat(answer, id, asked);
              return answer instanceof StreamAnswer.Renewed(var member, _)
                  ? Reply.of(member)
                  : new Reply.IsOver();
            },
            player);
      }
      case Request.Leave(var id, var toldMs) -> {
        ledger.requests().leave(id, toldMs, asked);
        calls.ask(
            node,
            "leave " + name(id),
            () -> limiter.leave(caller(), new StreamId(id), Instant.ofEpochMilli(toldMs)),
            noted(answer -> answers.left(answer, id, asked)),
            player);
      }
      case Request.Amend(var id, var told, var fate) -> {
        if (fate == Fate.ENDS) {
          ledger.requests().end(id, "");
        }
        var amendment = new Amendment(told, Amendment.Patch.NOTHING, fate);
        calls.ask(
            node,
            (fate == Fate.ENDS ? "amend-and-end " : "amend ") + name(id),
            () -> limiter.amend(caller(), new StreamId(id), amendment),
            noted(answer -> answers.amendment(answer, id, fate, asked)),
            player);
      }
      case Request.End(var id, var device) -> {
        ledger.requests().end(id, device);
        calls.ask(
            node,
            "end " + name(id),
            () -> limiter.end(caller(), new StreamId(id), device(device)),
            noted(answer -> answers.end(answer, id, asked)),
            player);
      }
      case Request.OfAnother(var id, var ends) ->
          calls.ask(
              node,
              "foreign stream",
              () ->
                  ends
                      ? limiter
                          .end(caller(), new StreamId(id), Device.UNNAMED)
                          .<StreamAnswer>thenApply(any -> any)
                      : limiter
                          .heartbeat(caller(), new StreamId(id), List.of(), Sender.PRESENT)
                          .thenApply(any -> any),
              noted(answers::ofAnother),
              player);
      case Request.Look(var statuses) -> {
        var page = new Listing.Selection(statuses, new Listing.From.Newest(), Listing.MAX_SIZE);
        calls.ask(
            node,
            "list",
            () -> limiter.list(caller(), page),
            noted(listing -> lists.check(listing, statuses, asked)),
            player);
        ledger
            .anyEnded(random)
            .ifPresent(
                id ->
                    calls.ask(
                        node,
                        "find " + name(id),
                        () -> limiter.find(caller(), new StreamId(id)),
                        noted(answer -> answers.found(answer, id, asked)),
                        player));
      }
    }
  }

  private String sid(Node node, String device, String key) {
    var bytes = new byte[Sid.RANDOM_BYTES];
    random.nextBytes(bytes);
    node.draw(bytes);
    return key.isEmpty()
        ? Sid.ofRandom(device(device), bytes).value()
        : Sid.ofKey(viewer, device(device), key).value();
  }

  private static Device device(String name) {
    return name.isEmpty() ? Device.UNNAMED : new Device.Named(name);
  }

  private static StartRequest wish(
      String device, String key, Details details, Map<String, String> facts, Kind kind) {
    var chosen = key.isEmpty() ? new IdempotencyKey.None() : new IdempotencyKey.Chosen(key);
    Attributes said = name -> facts.getOrDefault(name, "");
    return new StartRequest(device(device), chosen, details, said, kind);
  }

  private void start(
      Node node,
      Moment asked,
      String what,
      String sid,
      StartRequest request,
      Consumer<Reply> player) {
    calls.ask(
        node,
        what,
        () ->
            node.limiter()
                .start(caller(), request)
                .whenComplete((_, _) -> ledger.requests().startAnswered(sid)),
        answer -> {
          starts.check(answer, sid, request.details().content(), asked);
          return Reply.of(answer);
        },
        player);
  }

  private static <T> Function<T, Reply> noted(Consumer<T> check) {
    return answer -> {
      check.accept(answer);
      return new Reply.Noted();
    };
  }

  private Caller caller() {
    return new Caller(new Viewer(viewer), "simulated");
  }

  private String name(String id) {
    return ledger.trace().name(id);
  }
}
