package io.darkroom.processing.transform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far threads that compute step back behind those that answer. Full processors then slow pixels
 * down and not requests, of whichever service, nor the database beside them.
 *
 * <p>On Linux each thread has a nice value of its own and hands it to the threads it starts
 * (setpriority(2), "C library/kernel differences"); elsewhere this does nothing. Thread-safe.
 */
@SuppressWarnings("restricted") // calling the C library is what this class is for
final class Niceness {
  private static final Logger log = LoggerFactory.getLogger(Niceness.class);
  private static final int PRIO_PROCESS = 0;
  private static final int THIS_THREAD = 0;

  private final int level;
  private final Optional<MethodHandle> setPriority;

  /**
   * Prepares a level.
   *
   * @param level 0 to 19; 0 is as everybody else
   */
  Niceness(int level) {
    this.level = level;
    this.setPriority = level == 0 ? Optional.empty() : find();
  }

  private static Optional<MethodHandle> find() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("setpriority")
        .map(
            function ->
                linker.downcallHandle(
                    function,
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT)));
  }

  /** Has the calling thread step back; costs less than a microsecond, so it may be repeated. */
  void apply() {
    setPriority.ifPresent(this::call);
  }

  private void call(MethodHandle function) {
    try {
      int refused = (int) function.invokeExact(PRIO_PROCESS, THIS_THREAD, level);
      if (refused != 0) {
        log.atDebug().addKeyValue("niceness", level).log("the thread keeps its priority");
      }
    } catch (Throwable impossible) {
      throw new LinkageError("setpriority", impossible);
    }
  }
}
