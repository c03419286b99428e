package io.streamgate.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Keeps what a logger writes during a test. */
public final class LogLines implements BeforeEachCallback, AfterEachCallback {

  private final Logger logger;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private LogLines(String logger) {
    this.logger = (Logger) LoggerFactory.getLogger(logger);
  }

  /** The lines of one class. */
  public static LogLines of(Class<?> logger) {
    return new LogLines(logger.getName());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    lines.start();
    logger.addAppender(lines);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    logger.detachAppender(lines);
  }

  /** The lines up to now. */
  public List<ILoggingEvent> all() {
    return List.copyOf(lines.list);
  }
}
