package io.darkroom.engine.vips;

/** A call into native code; the method handle's checked type never happens. */
@FunctionalInterface
interface NativeCall<T> {
  T run() throws Throwable;

  /** Makes the call. */
  static <T> T of(NativeCall<T> call) {
    try {
      return call.run();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a native call failed", e);
    }
  }
}
