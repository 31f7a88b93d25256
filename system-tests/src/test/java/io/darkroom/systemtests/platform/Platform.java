package io.darkroom.systemtests.platform;

import java.net.URI;

/** A running Darkroom in one of its deployment shapes. */
public interface Platform extends AutoCloseable {

  /** The public address, without a trailing slash; may change with a restart. */
  URI base();

  /** Stops everything in order and starts it again on the same data; returns when ready. */
  void restart();

  /** Kills every Darkroom process without warning and starts again on the same data. */
  void killAndStart();

  @Override
  void close();
}
