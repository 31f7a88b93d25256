package io.darkroom.codecs.message;

/** Header names of broker messages. */
public final class Headers {
  /** W3C trace context of the work. */
  public static final String TRACEPARENT = "traceparent";

  /** How often this piece of work was tried, counted by us and not by the broker. */
  public static final String ATTEMPT = "darkroom-attempt";

  /** The message's type, for people who look at queues. */
  public static final String TYPE = "darkroom-type";

  private Headers() {}
}
