package io.streamgate.dryrun;

import io.streamgate.identity.Viewer;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.limiter.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A start, with everything that it was decided on.
 *
 * @param override the operator's exception that held; null if none did
 * @param live the viewer's streams that were live before, in order of their start
 * @param network the player's network, as far as it was known; empty if not
 * @param wasRefused whether the plans that held refused it
 */
public record StartSample(
    Viewer viewer,
    @Nullable ViewerOverride override,
    List<Member> live,
    Start.Play start,
    String network,
    Instant at,
    boolean wasRefused) {

  /** The objects of a stream, apart from its details. */
  private static final int OF_A_STREAM = 400;

  public StartSample {
    live = live.stream().sorted(Comparator.comparing(Member::id)).toList();
  }

  /** The sample of a start; empty if the decision is not about a new stream. */
  static Optional<StartSample> of(
      Terms terms, Start.Play start, Attributes said, StartDecision decision) {
    return switch (decision) {
      case StartDecision.Admitted(var member, var next, var ended) -> {
        var before = new ArrayList<>(next.members());
        before.remove(member);
        ended.stream().map(Ended::last).forEach(before::add);
        yield Optional.of(of(terms, start, said, next.override(), before, false));
      }
      case StartDecision.Refused(_, _, _, var rules, var all) ->
          Optional.of(of(terms, start, said, overrideBy(terms, rules), all, true));
      case StartDecision.NotAllowed(var live, _, var rules) ->
          Optional.of(of(terms, start, said, overrideBy(terms, rules), live, true));
      case StartDecision.Replayed _,
          StartDecision.Recorded _,
          StartDecision.RecordedBefore _,
          StartDecision.AlreadyEnded _,
          StartDecision.KeyReused _ ->
          Optional.empty();
    };
  }

  private static StartSample of(
      Terms terms,
      Start.Play start,
      Attributes said,
      @Nullable ViewerOverride override,
      List<Member> before,
      boolean wasRefused) {
    var live = before.stream().filter(member -> member.isLiveAt(terms.now())).toList();
    var network = said.valueOf(FactsOnRecord.NETWORK);
    return new StartSample(
        terms.caller().viewer(), override, live, start, network, terms.now(), wasRefused);
  }

  /** A refusal says which rules held: others than the viewer's are those of an override. */
  private static @Nullable ViewerOverride overrideBy(Terms terms, Rules held) {
    var own = terms.offer().plan();
    var rules = own.at(terms.pace());
    if (held.equals(rules)) {
      return null;
    }
    var isOfLimit = held.plan() == null || held.plan().equals(rules.plan());
    var grant =
        isOfLimit ? new Grant.OfLimit(held.limit()) : new Grant.OfPlan(String.valueOf(held.plan()));
    return new ViewerOverride(grant, terms.now().plusSeconds(1), "", "");
  }

  /** What was known of the stream; {@code inDetails} is what its player said. */
  Attributes said(Attributes inDetails) {
    return name ->
        switch (name) {
          case FactsOnRecord.NETWORK -> network;
          case FactsOnRecord.PROFILE -> Objects.requireNonNullElse(viewer.profile(), "");
          default -> inDetails.valueOf(name);
        };
  }

  /** The heap that this takes, rather too much than too little. */
  int bytes() {
    var bytes = of(start.details().json());
    for (var member : live) {
      bytes += of(member.details().json());
    }
    return bytes;
  }

  private static int of(String details) {
    return OF_A_STREAM + 2 * details.length();
  }
}
