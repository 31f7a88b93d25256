package io.darkroom.kit.http;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a distributed trace, in the form of the W3C {@code traceparent} header.
 *
 * @param traceId 32 hexadecimal digits, the same on the whole way
 * @param spanId 16 hexadecimal digits, new at every hop
 * @param sampled whether somebody records the trace
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
  /** The header that carries it. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final String NO_TRACE = "0".repeat(32);
  private static final String NO_SPAN = "0".repeat(16);

  /** Starts a trace. */
  public static TraceContext start() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = random.nextLong();
    long low = random.nextLong() | 1;
    HexFormat hex = HexFormat.of();
    return new TraceContext(hex.toHexDigits(high) + hex.toHexDigits(low), newSpan(), true);
  }

  /** Reads a header; empty when it is absent or not valid. */
  public static Optional<TraceContext> parse(String header) {
    if (header == null || header.length() > 512) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(header.strip());
    if (!form.matches()
        || form.group(1).equals("ff")
        || (form.group(1).equals("00") && form.group(5) != null)
        || form.group(2).equals(NO_TRACE)
        || form.group(3).equals(NO_SPAN)) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(form.group(4), 16) & 1) == 1;
    return Optional.of(new TraceContext(form.group(2), form.group(3), sampled));
  }

  /** Continues the trace of a header with a span of our own, or starts one. */
  public static TraceContext continueFrom(String header) {
    return parse(header).map(TraceContext::child).orElseGet(TraceContext::start);
  }

  /** The next hop of this trace. */
  public TraceContext child() {
    return new TraceContext(traceId, newSpan(), sampled);
  }

  /** The header value to pass on. */
  public String traceparent() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }

  private static String newSpan() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
  }
}
