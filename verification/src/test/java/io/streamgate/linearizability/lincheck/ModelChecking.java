package io.streamgate.linearizability.lincheck;

import io.streamgate.given.Given;
import io.streamgate.lease.LeaseSet;
import io.streamgate.oracle.Wording;
import java.util.List;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Runs Lincheck, which tries the interleavings of two threads at each access to shared state. It is
 * a separate program because Lincheck rewrites JDK classes in its JVM, which would affect other
 * tests.
 */
final class ModelChecking {

  private static final int ORDERS_OF_A_PROGRAM = 100;

  /** Pure code, whose steps are invisible to other threads: no thread switch happens inside it. */
  private static final List<String> PURE =
      List.of(
          LeaseSet.class.getPackageName(),
          Given.class.getPackageName(),
          Wording.class.getPackageName());

  private ModelChecking() {}

  /**
   * Prints a line for the intact store, and the bug found in the broken one.
   *
   * @param args how many programs to generate for each
   */
  public static void main(String[] args) {
    for (var calls : List.of(OfMemory.class, OfCheckThenAct.class)) {
      System.out.println(calls.getSimpleName() + ": " + verdict(calls, Integer.parseInt(args[0])));
    }
  }

  private static String verdict(Class<? extends Calls> calls, int programs) {
    try {
      options(programs).check(calls);
      return "no fault";
    } catch (LincheckAssertionError fault) {
      return String.valueOf(fault.getMessage());
    }
  }

  private static ModelCheckingOptions options(int programs) {
    var pure =
        ManagedStrategyGuaranteeKt.forClasses(name -> PURE.stream().anyMatch(name::startsWith));
    return new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1)
        .iterations(programs)
        .invocationsPerIteration(ORDERS_OF_A_PROGRAM)
        .addGuarantee(pure.allMethods().ignore());
  }
}
