package io.streamgate.store.dynamodb.race;

import static io.streamgate.given.Given.T0;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;

import io.streamgate.lease.Decision;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.SpinRace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/**
 * 32 players of one viewer who start at once, 16 through each node, and their later calls.
 *
 * @param rules for each player
 * @param names of the streams, with their devices
 * @param facts of the streams
 * @param at when they start, by a correct clock
 */
record Starts(
    Players players,
    ViewerId viewer,
    IntFunction<Rules> rules,
    IntFunction<String> names,
    IntFunction<Map<String, String>> facts,
    Instant at) {

  static final int COUNT = 32;
  private static final int RACERS = 2;

  /** A player's calls once it knows the outcome of its start. */
  @FunctionalInterface
  interface Course {

    CompletionStage<List<Decision>> after(int player, StreamId admitted);
  }

  /** Each player on its own device. */
  static Starts of(Players players, ViewerId viewer, Rules rules) {
    return of(players, viewer, _ -> rules, _ -> Map.of());
  }

  /** Each player on its own device, with rules and facts of its own. */
  static Starts of(
      Players players,
      ViewerId viewer,
      IntFunction<Rules> rules,
      IntFunction<Map<String, String>> facts) {
    return new Starts(players, viewer, rules, player -> "d%1$d/s%1$d".formatted(player), facts, T0);
  }

  /** All players on one device. */
  static Starts ofOneDevice(Players players, ViewerId viewer, Rules rules) {
    return new Starts(players, viewer, _ -> rules, player -> "tv/s" + player, _ -> Map.of(), T0);
  }

  /** The same starts at {@code later}. */
  Starts later(Instant later) {
    return new Starts(players, viewer, rules, names, facts, later);
  }

  /** No further calls. */
  static CompletionStage<List<Decision>> nothing(int player, StreamId admitted) {
    return CompletableFuture.completedStage(List.of());
  }

  /** Sends a heartbeat for every stream, and ends about every third one. */
  Course eachStaysOrGoes(long seed) {
    var goes = new Random(seed).ints(COUNT, 0, 3).toArray();
    return (player, id) ->
        renew(player, id)
            .thenCompose(
                renewed ->
                    goes[player] == 0
                        ? end(player, id).thenApply(ended -> List.of(renewed, ended))
                        : CompletableFuture.completedStage(List.of(renewed)));
  }

  /** Runs the starts, and waits until all players have all their answers. */
  List<Told> run(Course course) {
    var byRacer = new SpinRace(RACERS, 1).run((racer, _) -> half(racer, course)).getFirst();
    return byRacer.stream().flatMap(List::stream).toList();
  }

  private CompletionStage<List<Told>> half(int racer, Course course) {
    var half = COUNT / RACERS;
    var running = new ArrayList<CompletableFuture<Told>>();
    for (var player = racer * half; player < (racer + 1) * half; player++) {
      running.add(one(player, course).toCompletableFuture());
    }
    return CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> running.stream().map(CompletableFuture::join).toList());
  }

  private CompletionStage<Told> one(int player, Course course) {
    var name = names.apply(player);
    return start(player, name)
        .thenCompose(
            decision ->
                after(decision, player, course)
                    .thenApply(later -> new Told(name, decision, later)));
  }

  private CompletionStage<StartDecision> start(int player, String name) {
    var mine = rules.apply(player);
    // every other start takes over: the result is the same if the rules evict anyway
    var takeover =
        mine.atLimit() != AtLimit.REFUSE && player % 2 == 0
            ? new Takeover.Oldest()
            : new Takeover.None();
    return players.ask(
        node(player),
        (node, ahead) -> {
          var now = clock(ahead);
          var play =
              new Start.Play(
                  id(name, now), Playback.fromStart(), Details.NONE, takeover, facts.apply(player));
          return node.start(viewer, play, mine, now);
        });
  }

  private Instant clock(double secondsAhead) {
    return at.plusMillis(Math.round(secondsAhead * 1000));
  }

  /** Half of the players call one node, if there are two. */
  private static int node(int player) {
    return player / (COUNT / RACERS) + player % (COUNT / RACERS) * RACERS;
  }

  private static CompletionStage<List<Decision>> after(
      StartDecision decision, int player, Course course) {
    return switch (decision) {
      case StartDecision.Admitted(var member, _, _) -> course.after(player, member.id());
      case StartDecision.Replayed(var member, _) -> course.after(player, member.id());
      case StartDecision _ -> CompletableFuture.completedStage(List.of());
    };
  }

  /** Sends a heartbeat through the other node. */
  CompletionStage<Decision> renew(int player, StreamId id) {
    return players.ask(
        node(player) + 1,
        (node, ahead) ->
            node.renew(viewer, id, heartbeat(), clock(ahead + 1)).thenApply(answer -> answer));
  }

  /** Ends the stream through the other node. */
  CompletionStage<Decision> end(int player, StreamId id) {
    return players.ask(
        node(player) + 1,
        (node, ahead) ->
            node.end(viewer, id, Device.UNNAMED, clock(ahead + 2)).thenApply(answer -> answer));
  }
}
