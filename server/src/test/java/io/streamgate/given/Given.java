package io.streamgate.given;

import io.streamgate.identity.Networks;
import io.streamgate.identity.forwarded.AddressHeader;
import io.streamgate.identity.forwarded.ForwardedIdentity;
import io.streamgate.identity.forwarded.TrustedProxies;
import io.streamgate.identity.token.StreamTokens;
import io.streamgate.identity.token.TokenKey;
import io.streamgate.identity.token.TokenKeys;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.stream.ContentMark;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.policy.Plan;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Short notations. A stream is named by its key, {@code "news"}, or by its device and key, {@code
 * "tv/news"}; times are seconds after {@link #T0}; a lease is 90 seconds.
 */
public final class Given {

  public static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
  public static final Duration LEASE = Duration.ofSeconds(90);
  public static final ViewerId VIEWER = new ViewerId("192.0.2.1");

  private Given() {}

  /** The instant {@code seconds} after {@link #T0}. */
  public static Instant second(double seconds) {
    return T0.plusMillis(Math.round(seconds * 1000));
  }

  /** A new viewer. */
  public static ViewerId freshViewer() {
    return new ViewerId("viewer-" + UUID.randomUUID());
  }

  /** The id of the stream of that name that starts {@code second} seconds after {@link #T0}. */
  public static StreamId id(String name, double second) {
    return id(name, second(second));
  }

  /** The id of the stream of that name that starts at {@code start}. */
  public static StreamId id(String name, Instant start) {
    return StreamId.of(start, Sid.ofKey(VIEWER, device(name), name.substring(slash(name) + 1)));
  }

  private static Device device(String name) {
    return slash(name) < 0 ? Device.UNNAMED : new Device.Named(name.substring(0, slash(name)));
  }

  private static int slash(String name) {
    return name.indexOf('/');
  }

  /** A start of a playing stream, without a takeover. */
  public static Start.Play play(StreamId id) {
    return play(id, new Takeover.None());
  }

  /** A start of a playing stream, with a takeover. */
  public static Start.Play play(StreamId id, Takeover takeover) {
    return new Start.Play(id, Playback.fromStart(), Details.NONE, takeover);
  }

  /** A start of a stream that is paused from the beginning. */
  public static Start.Play paused(StreamId id) {
    var playback = new Playback.Paused(id.startedAt(), 0);
    return new Start.Play(id, playback, Details.NONE, new Takeover.None());
  }

  /** A start of a playing stream of that content. */
  public static Start.Play playOf(String content, StreamId id) {
    return new Start.Play(id, Playback.fromStart(), detailsOf(content), new Takeover.None());
  }

  /** No details but the mark of that content. */
  public static Details detailsOf(String content) {
    return Details.NONE.naming(ContentMark.of(List.of(Optional.of(content))));
  }

  /** A past view. */
  public static Start.PastView pastView(StreamId id) {
    return new Start.PastView(id, Playback.fromStart(), Details.NONE);
  }

  /** At most {@code streams}; the next start is refused; a device replaces its own stream. */
  public static Rules limit(int streams) {
    return limit(streams, AtLimit.REFUSE);
  }

  /** At most {@code streams}; a device replaces its own stream. */
  public static Rules limit(int streams, AtLimit atLimit) {
    var limit = new Limit.AtMost(streams);
    return new Rules(limit, atLimit, SameDevice.REPLACES, LEASE);
  }

  /** At most {@code streams}, including those of the same device. */
  public static Rules limitCountingDevices(int streams) {
    var limit = new Limit.AtMost(streams);
    return new Rules(limit, AtLimit.REFUSE, SameDevice.COUNTS, LEASE);
  }

  /** At most {@code streams} for everyone, at {@link #pace}; a device replaces its own stream. */
  public static Policy policy(int streams, OnStoreFailure onStoreFailure) {
    var limit = new Limit.AtMost(streams);
    var plan = new Plan(limit, AtLimit.REFUSE, SameDevice.REPLACES, 0, 0);
    return new Policy(pace(onStoreFailure), PolicySource.forEveryone(plan));
  }

  /** A heartbeat every 30 seconds. */
  public static Pace pace(OnStoreFailure onStoreFailure) {
    return new Pace(LEASE, Duration.ofSeconds(30), Duration.ofSeconds(15), onStoreFailure);
  }

  /** Rules that refuse nothing. */
  public static Rules unlimited() {
    return new Rules(new Limit.Unlimited(), AtLimit.REFUSE, SameDevice.REPLACES, LEASE);
  }

  /** The refusal by a limit, of a viewer whose streams all count. */
  public static StartDecision refused(List<Member> live, Rules rules, Instant availableAt) {
    var bound = Bound.ofLimit(rules.limit().bound());
    return new StartDecision.Refused(live, bound, availableAt, rules, live);
  }

  /** The refusal by a limit of 0. */
  public static StartDecision notAllowed(List<Member> live, Rules rules) {
    return new StartDecision.NotAllowed(live, Bound.ofLimit(0), rules);
  }

  /** Stream tokens with a key that everybody knows, for streams that live for a day. */
  public static StreamTokens tokens() {
    var keys = new TokenKeys(List.of(TokenKey.make(new byte[TokenKey.RANDOM_BYTES])));
    return new StreamTokens(() -> keys, Duration.ofDays(1));
  }

  /** Networks as addresses in {@code x-forwarded-for} name them. */
  public static Networks networks() {
    return new ForwardedIdentity(AddressHeader.FORWARDED_FOR, new TrustedProxies.Counted(1), 64);
  }

  /** A heartbeat that reports {@code news}. */
  public static Heartbeat heartbeat(Playback.Report... news) {
    return new Heartbeat(List.of(news), LEASE);
  }

  /** An amendment that sets the details to {@code json}. */
  public static Amendment rewrite(String json) {
    return amendment(_ -> new Amendment.Patched.To(new Details(json)));
  }

  /** An amendment after which the stream plays on. */
  public static Amendment amendment(Amendment.Patch patch) {
    return new Amendment(List.of(), patch, Amendment.Fate.GOES_ON);
  }

  /** The objection to a patch as a whole. */
  public static List<Amendment.Objection> objections(String why) {
    return List.of(new Amendment.Objection("", why));
  }

  /** An amendment that ends the stream with these details. */
  public static Amendment lastWords(String json) {
    return new Amendment(
        List.of(), _ -> new Amendment.Patched.To(new Details(json)), Amendment.Fate.ENDS);
  }
}
