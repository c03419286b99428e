package io.streamgate.http.admin;

import io.streamgate.http.body.BodyFields;
import io.streamgate.http.body.BodyReader;
import io.streamgate.http.body.Fault;
import io.streamgate.http.body.Field;
import io.streamgate.http.body.FieldValue;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.limiter.World;
import io.streamgate.policy.PlansInForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Reads overrides, and collects all faults of one.
 *
 * @param mostStreams the bound of the store, which no limit may exceed
 */
record OverrideBody(Supplier<PlansInForce> plans, int mostStreams, World world) {

  /** What a body says. */
  sealed interface Read {

    /** An override, and why it is set, for the audit. */
    record Valid(ViewerOverride override, String reason) implements Read {}

    record Invalid(List<Fault> faults) implements Read {}
  }

  /** Reads the override that the operator {@code by} sets. */
  Read read(byte[] body, String by) {
    var fields = BodyReader.read(body, Field.OF_OVERRIDE);
    var faults = new ArrayList<>(fields.faults());
    var grant = grant(fields, faults);
    var until = until(fields, faults);
    if (!faults.isEmpty()) {
      return new Read.Invalid(List.copyOf(faults));
    }
    var note = fields.text(Field.NOTE).orElse("");
    return new Read.Valid(
        new ViewerOverride(grant.orElseThrow(), until.orElseThrow(), by, note),
        fields.text(Field.REASON).orElse(""));
  }

  private Optional<Grant> grant(BodyFields fields, List<Fault> faults) {
    var limit = fields.values().get(Field.LIMIT);
    var plan = fields.text(Field.PLAN);
    if (limit != null && plan.isPresent()) {
      faults.add(fault(Field.PLAN, "cannot be given with limit; give one of the two"));
      return Optional.empty();
    }
    if (plan.isPresent()) {
      return plan.flatMap(name -> ofPlan(name, faults));
    }
    if (limit == null && isNamedIn(faults)) {
      return Optional.empty();
    }
    return switch (limit) {
      case FieldValue.Numeral(var number) -> ofLimit(Integer.parseInt(number), faults);
      case FieldValue.Nothing() -> Optional.of(new Grant.OfLimit(new Limit.Unlimited()));
      case null, default -> {
        faults.add(
            fault(
                Field.LIMIT,
                "is required, or plan: a whole number from 0 to "
                    + mostStreams
                    + ", or null for unlimited"));
        yield Optional.empty();
      }
    };
  }

  /** Whether one of the two was given, with a value that is reported already. */
  private static boolean isNamedIn(List<Fault> faults) {
    return faults.stream().anyMatch(fault -> List.of("", "/limit", "/plan").contains(fault.name()));
  }

  private Optional<Grant> ofPlan(String name, List<Fault> faults) {
    var known = new TreeSet<>(plans.get().catalog().plans().keySet());
    if (known.contains(name)) {
      return Optional.of(new Grant.OfPlan(name));
    }
    faults.add(
        fault(
            Field.PLAN,
            known.isEmpty()
                ? "cannot be given, because the service has no plans; give limit"
                : "must be one of the plans " + String.join(", ", known)));
    return Optional.empty();
  }

  private Optional<Grant> ofLimit(int streams, List<Fault> faults) {
    if (streams > mostStreams) {
      faults.add(
          fault(
              Field.LIMIT,
              "must be at most "
                  + mostStreams
                  + ", the bound of the store, or null for unlimited"));
      return Optional.empty();
    }
    return Optional.of(new Grant.OfLimit(new Limit.AtMost(streams)));
  }

  private Optional<Instant> until(BodyFields fields, List<Fault> faults) {
    var until = fields.text(Field.UNTIL).map(Instant::parse);
    if (until.isEmpty()) {
      if (faults.stream().noneMatch(f -> List.of("", "/until").contains(f.name()))) {
        faults.add(fault(Field.UNTIL, "is required: a time as in 2026-11-23T18:00:00Z (RFC 3339)"));
      }
    } else if (!until.get().isAfter(world.now())) {
      faults.add(fault(Field.UNTIL, "must be in the future"));
    }
    return until;
  }

  private static Fault fault(Field field, String detail) {
    return Fault.inBody("/" + field.jsonName(), detail);
  }
}
