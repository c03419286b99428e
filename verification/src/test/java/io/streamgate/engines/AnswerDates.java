package io.streamgate.engines;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** The {@code Date} header of each response, in order of arrival. */
final class AnswerDates implements ExecutionInterceptor {

  private final List<String> seen = new CopyOnWriteArrayList<>();

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    context.httpResponse().firstMatchingHeader("Date").ifPresent(seen::add);
  }

  List<String> seen() {
    return List.copyOf(seen);
  }
}
