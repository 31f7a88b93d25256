package io.darkroom.processing.admission;

/** A worker that was granted, with the memory for the work. */
public interface Slot {
  /** The bus address of the worker. */
  String address();

  /** Gives worker and memory back. Idempotent. */
  void release();
}
