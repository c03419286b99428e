package io.streamgate.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Time, randomness, waiting and printing are injected: only Main's package may access them. */
final class Purity {

  private static final String TIME =
      "take `Instant now` as an argument, or a Clock that Main passes in: Main owns the only clock";
  private static final String CHANCE =
      "take a RandomGenerator or the finished id as an argument: Main owns the only randomness";
  private static final String WAITING =
      "wait for the condition itself with a deadline (a future, a queue's poll), or schedule";
  private static final String PRINTING =
      "return the fault as a value, or log it with SLF4J where the package may; only Main prints";
  private static final String ENDING = "return or throw: only Main ends the process";

  private static final List<Forbidden> ALL =
      List.of(
          new Forbidden("java.lang.System.(currentTimeMillis|nanoTime)", TIME),
          new Forbidden("java.time.*.now", TIME),
          new Forbidden("java.time.Clock.(system|tick).*", TIME),
          new Forbidden("java.time.InstantSource.system", TIME),
          new Forbidden("java.util.(Random|SplittableRandom).<init>", CHANCE),
          new Forbidden("java.security.SecureRandom.(<init>|getInstance.*)", CHANCE),
          new Forbidden("java.util.concurrent.ThreadLocalRandom.current", CHANCE),
          new Forbidden("java.util.random.RandomGenerator.(of|getDefault)", CHANCE),
          new Forbidden("java.util.UUID.randomUUID", CHANCE),
          new Forbidden("java.lang.(Strict)?Math.random", CHANCE),
          new Forbidden("java.lang.Thread.sleep", WAITING),
          new Forbidden("java.util.concurrent.TimeUnit.sleep", WAITING),
          new Forbidden("java.lang.System.(out|err|getLogger)", PRINTING),
          new Forbidden("java.util.logging.*", PRINTING),
          new Forbidden(".*.printStackTrace", PRINTING),
          new Forbidden("java.lang.(System|Runtime).(exit|halt)", ENDING));

  private Purity() {}

  /** Each forbidden call, reference or field, with its place and what to do instead. */
  static List<String> faultsIn(JavaClasses classes) {
    return classes.stream().flatMap(Purity::faultsOf).sorted().toList();
  }

  private static Stream<String> faultsOf(JavaClass type) {
    if (Part.of(type).filter(Part::isRoot).isPresent()) {
      return Stream.empty();
    }
    return type.getAccessesFromSelf().stream().flatMap(Purity::faultsOf);
  }

  private static Stream<String> faultsOf(JavaAccess<?> access) {
    var target = access.getTargetOwner().getName() + "." + access.getTarget().getName();
    return ALL.stream()
        .filter(forbidden -> forbidden.matches(target))
        .map(forbidden -> forbidden.describe(access, target));
  }

  /**
   * @param target a regular expression for {@code owner.member}, in full
   * @param instead what to write in its place
   */
  private record Forbidden(Pattern target, String instead) {

    Forbidden(String target, String instead) {
      this(Pattern.compile(target), instead);
    }

    boolean matches(String accessed) {
      return target.matcher(accessed).matches();
    }

    String describe(JavaAccess<?> access, String accessed) {
      return "%s uses %s %s: %s"
          .formatted(
              access.getOriginOwner().getName(), accessed, access.getSourceCodeLocation(), instead);
    }
  }
}
