package io.darkroom.engine.vips;

/** An operation of libvips failed. The text may be that of another thread's failure. */
final class VipsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VipsException(String operation, String text) {
    super(operation + ": " + text);
  }
}
