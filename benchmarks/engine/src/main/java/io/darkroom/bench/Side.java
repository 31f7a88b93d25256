package io.darkroom.bench;

/** One of the two that are compared in a row. */
interface Side {
  /** Works for a while with several callers at once, each waiting for its picture. */
  Slice run(int callers, long millis);
}
