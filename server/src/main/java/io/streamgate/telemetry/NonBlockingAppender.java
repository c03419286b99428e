package io.streamgate.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;

/** Encodes each event on the thread that logs it, and leaves the writing to a {@link LogOutput}. */
final class NonBlockingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private final Encoder<ILoggingEvent> encoder;
  private final LogOutput output;

  NonBlockingAppender(Encoder<ILoggingEvent> encoder, LogOutput output) {
    this.encoder = encoder;
    this.output = output;
  }

  @Override
  protected void append(ILoggingEvent event) {
    output.add(encoder.encode(event));
  }
}
