package io.streamgate.linearizability.lincheck;

import io.streamgate.given.Given;
import io.streamgate.lease.LeaseSet;
import io.streamgate.oracle.Wording;
import java.util.List;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Has Lincheck try, one after the other, the orders in which two threads can take turns at each
 * access to what they share. A program of its own: Lincheck rewrites classes of the JDK in the JVM
 * that it runs in, which other tests shall not meet.
 */
final class ModelChecking {

  private static final int ORDERS_OF_A_PROGRAM = 100;

  /** Pure code, whose steps nobody sees: a thread takes its turn before or after it, not within. */
  private static final List<String> PURE =
      List.of(
          LeaseSet.class.getPackageName(),
          Given.class.getPackageName(),
          Wording.class.getPackageName());

  private ModelChecking() {}

  /**
   * Prints a line for the store that is intact, and the fault of the one that is not.
   *
   * @param args how many programs to make for each
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
