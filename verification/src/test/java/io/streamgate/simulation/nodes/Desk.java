package io.streamgate.simulation.nodes;

import io.streamgate.identity.Caller;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.lease.stream.Status;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.Listing;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StartRequest;
import io.streamgate.limiter.StartRequest.IdempotencyKey;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.simulation.nodes.ledger.Ledger;
import io.streamgate.simulation.nodes.ledger.Slot;
import io.streamgate.simulation.nodes.world.Clockwork;
import io.streamgate.simulation.nodes.world.Tally;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Where one viewer's requests reach a node: writes them into the ledger, has the node answer, and
 * holds each answer against the ledger before its player hears of it.
 */
final class Desk {

  private static final Set<Status> MEMBERS = Set.of(Status.ACTIVE, Status.LAPSED);

  private final ViewerId viewer;
  private final Ledger ledger;
  private final Verdict verdict;
  private final Clockwork clockwork;
  private final Random random;
  private final Tally tally;

  Desk(ViewerId viewer, Ledger ledger, Clockwork clockwork, Random random, Tally tally) {
    this.viewer = viewer;
    this.ledger = ledger;
    this.verdict = new Verdict(ledger, clockwork);
    this.clockwork = clockwork;
    this.random = random;
    this.tally = tally;
  }

  /**
   * A start.
   *
   * @param key empty where it cannot be repeated
   */
  record Wish(String device, String key, Takeover takeover) {}

  void start(Node node, Wish wish, Consumer<Reply> player) {
    var began = clockwork.nowMs();
    var device = wish.device().isEmpty() ? Device.UNNAMED : new Device.Named(wish.device());
    var bytes = new byte[Sid.RANDOM_BYTES];
    random.nextBytes(bytes);
    node.draw(bytes);
    var sid =
        wish.key().isEmpty()
            ? Sid.ofRandom(device, bytes).value()
            : Sid.ofKey(viewer, device, wish.key()).value();
    var kind = new StartRequest.Kind.Play(List.of(), wish.takeover());
    var key =
        wish.key().isEmpty() ? new IdempotencyKey.None() : new IdempotencyKey.Chosen(wish.key());
    var request = new StartRequest(device, key, Details.NONE, kind);
    var had = ledger.member(sid).filter(slot -> !ledger.mayBeOver(slot, began));
    var takesOver = !(wish.takeover() instanceof Takeover.None);
    ledger.startAsked(sid, node.nowMs(), takesOver);
    line(node, "start " + ledger.trace().name(sid) + (takesOver ? ", taking over" : ""));
    answered(
        node,
        node.limiter().start(caller(), request),
        answer -> {
          ledger.startAnswered(sid);
          var reply = reply(answer, sid, had, began);
          line(node, "start " + ledger.trace().name(sid) + " -> " + told(answer));
          return reply;
        },
        () -> ledger.startAnswered(sid),
        player);
  }

  private Reply reply(StartAnswer answer, String sid, Optional<Slot> had, long began) {
    tally.count("start: " + answer.getClass().getSimpleName());
    return switch (answer) {
      case StartAnswer.Started(var stream, _, _) -> started(stream, sid);
      case StartAnswer.Replayed(var stream, _, _) -> started(stream, sid);
      case StartAnswer.Refused refused -> {
        verdict.refused(refused, sid, had, began);
        var ids = refused.live().stream().map(member -> member.id().value()).toList();
        yield new Reply.Refused(ids, refused.availableAt().toEpochMilli());
      }
      case StartAnswer.NotAllowed(var live, _) -> {
        verdict.notAllowed(sid, had, began);
        yield new Reply.Refused(live.stream().map(member -> member.id().value()).toList(), 0);
      }
      case StreamAnswer.Gone(var stream, _) -> {
        verdict.over(stream.id().value(), had.filter(slot -> slot.sid().equals(sid)));
        yield new Reply.IsOver();
      }
      case StartAnswer.Unenforced _, StartAnswer.TooMany _ ->
          throw new AssertionError("no such policy: " + answer);
    };
  }

  private Reply started(Stream stream, String sid) {
    verdict.started(stream.id().value(), sid);
    return new Reply.Plays(stream.id().value());
  }

  void heartbeat(Node node, String id, List<Report> told, Consumer<Reply> player) {
    var had = ledger.isSurelyMember(id, clockwork.nowMs());
    var wasGone = ledger.isGone(id);
    ledger.heartbeatAsked(id, node.nowMs());
    answered(
        node,
        node.limiter().heartbeat(caller(), new StreamId(id), told),
        answer -> {
          tally.count("heartbeat: " + answer.getClass().getSimpleName());
          line(node, "heartbeat " + ledger.trace().name(id) + " -> " + told(answer));
          return switch (answer) {
            case StreamAnswer.Renewed _ -> {
              verdict.renewed(id, wasGone);
              yield new Reply.Plays(id);
            }
            case StreamAnswer.Gone _, StreamAnswer.Unknown _ -> {
              verdict.notRenewed(id, had);
              yield new Reply.IsOver();
            }
            case StreamAnswer.StillUnenforced _, StreamAnswer.NeverEnforced _ ->
                throw new AssertionError("no such policy: " + answer);
          };
        },
        () -> {},
        player);
  }

  void end(Node node, String id, Consumer<Reply> player) {
    ledger.endAsked(id);
    var wasKnown = ledger.isMember(id);
    line(node, "end " + ledger.trace().name(id));
    answered(
        node,
        node.limiter().end(caller(), new StreamId(id)),
        answer -> {
          tally.count("end: " + answer.getClass().getSimpleName());
          line(node, "end " + ledger.trace().name(id) + " -> " + told(answer));
          verdict.ended(id, wasKnown, answer instanceof StreamAnswer.Unknown);
          return new Reply.Noted();
        },
        () -> {},
        player);
  }

  /** Looks at what is shown: the members, and one stream that has ended. */
  void look(Node node) {
    var before = ledger.sureMembers(clockwork.nowMs());
    var request = new Listing.Selection(MEMBERS, new Listing.From.Newest(), Listing.MAX_SIZE);
    answered(
        node,
        node.limiter().list(caller(), request),
        listing -> {
          tally.count("list");
          verdict.listed(
              listing.streams().stream().map(stream -> stream.id().value()).toList(), before);
          return new Reply.Noted();
        },
        () -> {},
        _ -> {});
    ledger
        .anyOnRecord(random, clockwork.nowMs())
        .ifPresent(
            id ->
                answered(
                    node,
                    node.limiter().find(caller(), new StreamId(id)),
                    answer -> {
                      tally.count("find: " + answer.getClass().getSimpleName());
                      verdict.found(
                          id,
                          answer instanceof StreamAnswer.Found(var stream, _)
                              && !(stream instanceof Member));
                      return new Reply.Noted();
                    },
                    () -> {},
                    _ -> {}));
  }

  private interface Reading<T> {
    Reply of(T answer);
  }

  /** A node that has crashed since answers nobody. */
  private <T> void answered(
      Node node,
      CompletionStage<T> answering,
      Reading<T> reading,
      Runnable unanswered,
      Consumer<Reply> player) {
    var life = node.life();
    var _ =
        answering.whenComplete(
            (answer, failure) -> {
              if (!node.isLiving(life)) {
                return;
              }
              if (failure == null) {
                verdict.held(() -> player.accept(reading.of(answer)));
              } else {
                verdict.held(() -> unavailable(failure, unanswered, player));
              }
            });
  }

  private void unavailable(Throwable failure, Runnable unanswered, Consumer<Reply> player) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (!(cause instanceof Limiter.Unavailable)) {
      throw new AssertionError("a limiter failed otherwise", failure);
    }
    tally.count("503");
    unanswered.run();
    player.accept(new Reply.Unavailable());
  }

  private Caller caller() {
    return new Caller(new Viewer(viewer), "simulated");
  }

  private static String told(Object answer) {
    return answer.getClass().getSimpleName();
  }

  private void line(Node node, String text) {
    ledger.trace().line(clockwork.nowMs(), node.name() + ": " + text);
  }
}
