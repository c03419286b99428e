package io.streamgate.oracle;

import static io.streamgate.given.Given.T0;
import static io.streamgate.given.Given.objections;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Start;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes random calls to a store and to the oracle. After each step, both must have given the same
 * answer and must hold the same streams. Time moves to the interesting instants: expiries and
 * deadlines, and just before them.
 *
 * <p>The seed is in every failure; {@code -Dstreamgate.seed=...} repeats it.
 */
public final class RandomScript {

  /** Few, so that starts are repeated; half of the starts have a name of their own. */
  private static final List<String> NAMES =
      List.of("a", "b", "c", "d", "tv/a", "tv/b", "tv/c", "phone/a", "phone/b");

  private final LeaseStore store;
  private final Duration retention;
  private final long seed;
  private final Random random;
  private final RandomPlans plans;
  private final RandomInterventions interventions;
  private final List<Household> households;
  private Instant now = T0;

  /** A script for a store that forgets a stream {@code retention} after its end. */
  public RandomScript(LeaseStore store, Duration retention) {
    this.store = store;
    this.retention = retention;
    this.seed = Long.getLong("streamgate.seed", System.nanoTime());
    this.random = new Random(seed);
    this.plans = new RandomPlans(random);
    this.interventions = new RandomInterventions(store, random);
    this.households = List.of(Household.fresh(retention), Household.fresh(retention));
  }

  /** Runs {@code steps} steps. */
  public void run(int steps) {
    for (var step = 0; step < steps; step++) {
      now = later();
      var household = pick(households);
      var done = step(household);
      var where = "step %d, -Dstreamgate.seed=%d: %s".formatted(step, seed, done.asked);
      assertThat(done.answer).as(where).isEqualTo(done.expected);
      households.forEach(each -> each.holdsTheSame(store, now, where));
    }
  }

  /** A call, and both answers. */
  record Done(String asked, String answer, String expected) {}

  private Done step(Household household) {
    return switch (random.nextInt(21)) {
      case 0 -> override(household);
      case 1, 2, 3, 4, 5, 6, 7, 8 -> start(household);
      case 9, 10, 11, 12 -> renew(household);
      case 13, 14 -> amend(household);
      case 15, 16 -> end(household);
      case 17, 18 -> find(household);
      case 19 -> interventions.step(household, someId(household), now);
      default -> sweep();
    };
  }

  private Done start(Household household) {
    var id = Given.id(random.nextBoolean() ? pick(NAMES) : "n" + random.nextInt(), now);
    var takeover = takeover(household);
    var offer = plans.offer();
    var facts = plans.facts(offer.rules());
    var playing = random.nextInt(3) > 0;
    var over = random.nextInt(12) == 0;
    var content = pick(List.of("", "Alien", "Alien", "Brazil"));
    var json = "{\"n\":" + random.nextInt(100) + "}";
    var details =
        content.isEmpty()
            ? new Details(json)
            : new Details(json, Given.detailsOf(content).content());
    var playback = playing ? Playback.fromStart() : new Playback.Paused(now, 0);
    var start =
        over
            ? new Start.PastView(id, playback, details)
            : new Start.Play(id, playback, details, takeover, facts);
    var taken = NaiveViewer.Asked.taken(takeover);
    var asked = new NaiveViewer.Asked(id.value(), playing, over, json, content, taken, facts);
    var decision = Household.await(store.start(household.id(), start, offer, now));
    household.canStartWhenToldTo(store, start, decision);
    return new Done(
        start + " under " + offer,
        Wording.of(decision),
        household.naive().start(asked, offer.rules(), offer.plans(), now.toEpochMilli()));
  }

  private Done override(Household household) {
    var override = plans.override(now);
    var set = Household.await(store.setOverride(household.id(), override, now));
    household.naive().override = override;
    return new Done("override " + override, Wording.of(set.override()), Wording.of(override));
  }

  private Start.Takeover takeover(Household household) {
    return switch (random.nextInt(6)) {
      case 0 -> new Start.Takeover.Oldest();
      case 1 -> new Start.Takeover.Chosen(someIds(household));
      default -> new Start.Takeover.None();
    };
  }

  private Done renew(Household household) {
    var id = someId(household);
    var news = news();
    var answer =
        Household.await(
            store.renew(household.id(), id, new Heartbeat(told(news), Given.LEASE), now));
    var expected = household.at(now).renew(id.value(), news, Given.LEASE.toMillis());
    return new Done("renew " + id + news, Wording.of(answer), expected);
  }

  private Done amend(Household household) {
    var id = someId(household);
    var news = news();
    var details = random.nextInt(5) == 0 ? "" : "{\"n\":" + random.nextInt(100) + "}";
    var ends = random.nextInt(3) == 0;
    var amendment =
        new Amendment(
            told(news),
            _ ->
                details.isEmpty()
                    ? new Amendment.Patched.Rejected(objections("no"))
                    : new Amendment.Patched.To(new Details(details)),
            ends ? Amendment.Fate.ENDS : Amendment.Fate.GOES_ON);
    return new Done(
        "amend " + id + news + details + ends,
        Wording.of(Household.await(store.amend(household.id(), id, amendment, now))),
        household.at(now).amend(id.value(), news, details, ends));
  }

  private Done end(Household household) {
    var id = someId(household);
    var device = pick(List.of("", "tv", "phone"));
    var by = device.isEmpty() ? Device.UNNAMED : new Device.Named(device);
    var mark = device.isEmpty() ? "" : Given.id(device + "/any", now).value().substring(9, 15);
    var answer = Wording.of(Household.await(store.end(household.id(), id, by, now)));
    return new Done(
        "end " + id + " by " + device, answer, household.at(now).end(id.value(), device, mark));
  }

  private Done find(Household household) {
    var id = someId(household);
    var answer = Wording.of(Household.await(store.find(household.id(), id, now)));
    return new Done("find " + id, answer, household.at(now).find(id.value()));
  }

  private Done sweep() {
    Household.await(store.sweep(now));
    return new Done("sweep", "", "");
  }

  private List<StreamId> someIds(Household household) {
    return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> someId(household)).toList();
  }

  /** Mostly a recent stream of this viewer, sometimes any stream or an unknown id. */
  private StreamId someId(Household household) {
    var rows = (random.nextInt(10) == 0 ? pick(households) : household).naive().rows;
    if (rows.isEmpty() || random.nextInt(20) == 0) {
      return Given.id("never", now);
    }
    var back = random.nextInt(Math.min(rows.size(), random.nextInt(8) == 0 ? 200 : 6));
    return new StreamId(rows.get(rows.size() - 1 - back).id);
  }

  /** Mostly at once, so that streams are live together; then to the interesting instants. */
  private Instant later() {
    return switch (random.nextInt(40)) {
      case 0, 1 -> deadline();
      case 2 -> now.plusSeconds(random.nextInt(60));
      case 3 -> random.nextInt(20) == 0 ? silence() : now;
      case 4, 5, 6, 7, 8, 9, 10 -> now.plusMillis(1);
      default -> now;
    };
  }

  private Instant silence() {
    return random.nextInt(5) == 0 ? aMonthLater() : now.plusSeconds(300);
  }

  /** Sweeps, as upkeep does every few seconds; otherwise unread streams would be kept longer. */
  private Instant aMonthLater() {
    var month = now.plus(retention);
    Household.await(store.sweep(month));
    return month;
  }

  /** An instant at which something changes, or the one just before. */
  private Instant deadline() {
    var rows = pick(households).naive().rows;
    if (rows.isEmpty()) {
      return now;
    }
    var row = rows.get(rows.size() - 1 - random.nextInt(Math.min(rows.size(), 5)));
    var change =
        pick(List.of(row.expiresAt, row.expiresAt + 600_000, row.endedAt() + 120_000))
            - random.nextInt(2);
    var deadline = Instant.ofEpochMilli(change);
    return deadline.isAfter(now) ? deadline : now;
  }

  private List<String> news() {
    return pick(
        List.of(List.of(), List.of(), List.of("pauses"), List.of("plays"), List.of("7", "pauses")));
  }

  private static List<Playback.Report> told(List<String> news) {
    return news.stream()
        .map(
            word ->
                switch (word) {
                  case "plays" -> (Playback.Report) new Playback.Report.Plays();
                  case "pauses" -> new Playback.Report.Pauses();
                  default -> new Playback.Report.IsAt(Long.parseLong(word));
                })
        .toList();
  }

  private <T> T pick(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}
