package io.streamgate.usage;

import java.time.LocalDate;
import java.util.concurrent.CompletionStage;

/** Answers questions about usage. Thread-safe, and does not block. */
public interface UsageQuestions {

  /** The viewers with the most events, at most {@code limit}. */
  CompletionStage<Top> top(Activity by, int limit);

  /** The starts of a day. Fails with {@link UnknownDay} if the day was not counted. */
  CompletionStage<Levels> levels(LocalDate day);

  /** The day that it is in UTC. */
  LocalDate today();
}
