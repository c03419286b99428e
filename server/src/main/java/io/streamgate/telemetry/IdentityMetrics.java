package io.streamgate.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamgate.identity.CredentialObserver;
import io.streamgate.identity.KeyFetchObserver;
import io.streamgate.identity.operator.RefusedCall;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts credentials and fetches of keys by outcome, and refused calls by reason. */
final class IdentityMetrics implements CredentialObserver, KeyFetchObserver {

  private final Map<CredentialKind, Map<CredentialCheck, Counter>> credentials =
      new EnumMap<>(CredentialKind.class);
  private final Map<KeyFetch, Counter> keyFetches = new EnumMap<>(KeyFetch.class);
  private final Map<RefusedCall.RefusalReason, Counter> refused =
      new EnumMap<>(RefusedCall.RefusalReason.class);

  IdentityMetrics(MeterRegistry registry) {
    for (var kind : CredentialKind.values()) {
      var byOutcome = new EnumMap<CredentialCheck, Counter>(CredentialCheck.class);
      for (var outcome : CredentialCheck.values()) {
        byOutcome.put(
            outcome,
            Counter.builder("streamgate.credentials")
                .description("Credentials that requests showed, by kind and outcome")
                .tags("kind", Labels.of(kind), "outcome", Labels.of(outcome))
                .register(registry));
      }
      credentials.put(kind, byOutcome);
    }
    for (var reason : RefusedCall.RefusalReason.values()) {
      refused.put(
          reason,
          Counter.builder("streamgate.operator.calls.refused")
              .description("Calls to the management port that were refused, by reason")
              .tag("reason", Labels.of(reason))
              .register(registry));
    }
    for (var outcome : KeyFetch.values()) {
      keyFetches.put(
          outcome,
          Counter.builder("streamgate.jwt.key.fetches")
              .description("Fetches of the identity provider's keys, by outcome")
              .tag("outcome", Labels.of(outcome))
              .register(registry));
    }
  }

  /** Counts a call that was refused. */
  void refused(RefusedCall.RefusalReason reason) {
    Objects.requireNonNull(refused.get(reason)).increment();
  }

  @Override
  public void shown(CredentialKind kind, CredentialCheck outcome) {
    Objects.requireNonNull(Objects.requireNonNull(credentials.get(kind)).get(outcome)).increment();
  }

  @Override
  public void ended(KeyFetch outcome) {
    Objects.requireNonNull(keyFetches.get(outcome)).increment();
  }
}
