package io.darkroom.job.api;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a whole a client wants.
 *
 * @param first the first byte
 * @param last the last byte, inclusive
 */
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  long length() {
    return last - first + 1;
  }

  /**
   * Reads a {@code Range} header. Empty when there is none or it is one that may be ignored, as
   * several ranges are.
   *
   * @throws io.darkroom.codecs.failure.FailureException {@code range-not-satisfiable}
   */
  static Optional<ByteRange> parse(Optional<String> header, long total) {
    Optional<Matcher> one = header.map(ONE::matcher).filter(Matcher::matches);
    if (one.isEmpty() || (one.get().group(1).isEmpty() && one.get().group(2).isEmpty())) {
      return Optional.empty();
    }
    String from = one.get().group(1);
    String to = one.get().group(2);
    if (from.isEmpty()) {
      long suffix = Long.parseLong(to);
      return satisfiable(new ByteRange(Math.max(0, total - suffix), total - 1), total);
    }
    long first = Long.parseLong(from);
    long last = to.isEmpty() ? total - 1 : Math.min(Long.parseLong(to), total - 1);
    if (!to.isEmpty() && Long.parseLong(to) < first) {
      return Optional.empty();
    }
    return satisfiable(new ByteRange(first, last), total);
  }

  private static Optional<ByteRange> satisfiable(ByteRange range, long total) {
    if (range.first() >= total || range.length() < 1) {
      throw Failure.of(FailureCode.RANGE_NOT_SATISFIABLE, "There are only " + total + " bytes")
          .asException();
    }
    return Optional.of(range);
  }
}
