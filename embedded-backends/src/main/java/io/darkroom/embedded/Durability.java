package io.darkroom.embedded;

/** What a server promises about its data. */
public enum Durability {
  /** What was acknowledged survives a crash. */
  DURABLE,
  /** Nothing needs to survive; fast, for tests. */
  VOLATILE
}
