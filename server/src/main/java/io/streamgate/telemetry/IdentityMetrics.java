package io.streamgate.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamgate.identity.CredentialObserver;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts credentials by kind and outcome. */
final class IdentityMetrics implements CredentialObserver {

  private final Map<CredentialKind, Map<CredentialCheck, Counter>> credentials =
      new EnumMap<>(CredentialKind.class);

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
  }

  @Override
  public void shown(CredentialKind kind, CredentialCheck outcome) {
    Objects.requireNonNull(Objects.requireNonNull(credentials.get(kind)).get(outcome)).increment();
  }
}
