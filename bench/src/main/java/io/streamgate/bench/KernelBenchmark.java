package io.streamgate.bench;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures one kernel decision, without a store. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {

  private LeaseSet two = LeaseSet.EMPTY;
  private LeaseSet three = LeaseSet.EMPTY;
  private StreamId member = Subject.start().id();
  private LeaseSet ten = LeaseSet.EMPTY;

  /** Sets up a viewer with two streams, one with three, and one with ten under a plan. */
  @Setup
  public void admit() {
    two = admitted(admitted(LeaseSet.EMPTY));
    three = admitted(two);
    member = three.members().getLast().id();
    for (var number = 0; number < 10; number++) {
      ten = ten.decide(RuledSubject.start(number), RuledSubject.RULES, Subject.NOW).after(ten);
    }
  }

  private static LeaseSet admitted(LeaseSet set) {
    return set.decide(Subject.start(), Subject.RULES, Subject.NOW).after(set);
  }

  /** Admits a third stream. */
  @Benchmark
  public StartDecision admitTheThird() {
    return two.decide(Subject.start(), Subject.RULES, Subject.NOW);
  }

  /** Refuses a fourth stream. */
  @Benchmark
  public StartDecision refuseTheFourth() {
    return three.decide(Subject.start(), Subject.RULES, Subject.NOW);
  }

  /** Admits an eleventh stream, which five rules and the limit count. */
  @Benchmark
  public StartDecision admitByFiveRules() {
    return ten.decide(RuledSubject.start(10), RuledSubject.RULES, Subject.NOW);
  }

  /** Refuses an eleventh stream by the last of five rules, and finds out when there is room. */
  @Benchmark
  public StartDecision refuseByTheFifthRule() {
    return ten.decide(RuledSubject.startElsewhere(), RuledSubject.RULES, Subject.NOW);
  }

  /** Admits an eleventh stream in place of two that two of five rules give up. */
  @Benchmark
  public StartDecision evictByTwoOfFiveRules() {
    return ten.decide(RuledSubject.start(10), RuledSubject.EVICTING, Subject.NOW);
  }

  /** Renews one of three streams. */
  @Benchmark
  public StreamDecision.OfRenewal renewOneOfThree() {
    return three.renew(member, Subject.HEARTBEAT, Subject.NOW);
  }
}
