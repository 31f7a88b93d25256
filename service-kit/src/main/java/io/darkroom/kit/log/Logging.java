package io.darkroom.kit.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.darkroom.kit.config.LogConfig;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Sets up how this process logs. */
public final class Logging {
  private static final String TEXT = "%d{HH:mm:ss.SSS} %-5level %logger{20} %msg %kvp%n%ex";

  private Logging() {}

  /** Sends log lines to standard error in the form that is asked for. */
  public static void configure(LogConfig config) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      configure(context, config);
    }
  }

  static void configure(LoggerContext context, LogConfig config) {
    context.reset();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("console");
    console.setTarget("System.err");
    console.setEncoder(encoder(context, config.format()));
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(config.level().name()));
    root.addAppender(console);
    context.getLogger("io.netty").setLevel(Level.WARN);
    context.getLogger("io.vertx").setLevel(Level.INFO);
    // Sessions report what happens to them; the clients below log every failed try with its trace.
    context.getLogger("io.vertx.rabbitmq").setLevel(Level.OFF);
    context.getLogger("com.rabbitmq").setLevel(Level.ERROR);
    // The embedded broker tells of every connection, channel, queue and binding.
    context.getLogger("qpid.message").setLevel(Level.WARN);
    context.getLogger("org.apache.qpid").setLevel(Level.WARN);
    context.getLogger("com.sleepycat").setLevel(Level.WARN);
  }

  static Encoder<ILoggingEvent> encoder(LoggerContext context, LogConfig.Format format) {
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case JSON -> json();
          case TEXT -> text();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static JsonEncoder json() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithArguments(false);
    encoder.setWithMessage(false);
    encoder.setWithFormattedMessage(true);
    return encoder;
  }

  private static PatternLayoutEncoder text() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern(TEXT);
    return encoder;
  }
}
