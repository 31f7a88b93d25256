package io.darkroom.engine;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The memory that this process holds outside of what the JVM says it keeps for itself. Right only
 * when the heap is touched from the start ({@code -Xms} as {@code -Xmx}, {@code
 * -XX:+AlwaysPreTouch}).
 */
final class NativeMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private NativeMemory() {}

  /** In bytes; 0 where the system does not tell. */
  static long held() throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    awaitCompilers();
    giveBackFree();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    try (Stream<String> lines = Files.lines(STATUS)) {
      long resident =
          lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
              .sum();
      return resident
          - memory.getHeapMemoryUsage().getCommitted()
          - memory.getNonHeapMemoryUsage().getCommitted();
    }
  }

  /** What compilers of the JVM work with for a method may be tens of megabytes, and goes again. */
  private static void awaitCompilers() {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    AtomicLong spent = new AtomicLong(-1);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                spent.getAndSet(compilers.getTotalCompilationTime())
                    == compilers.getTotalCompilationTime());
  }

  /** What is free but kept by glibc's allocator would count as held; others have no such call. */
  @SuppressWarnings("restricted")
  static void giveBackFree() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> trim = linker.defaultLookup().find("malloc_trim");
    if (trim.isPresent()) {
      FunctionDescriptor signature =
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
      try {
        int _ = (int) linker.downcallHandle(trim.get(), signature).invokeExact(0L);
      } catch (Throwable e) {
        throw new IllegalStateException("malloc_trim cannot be called", e);
      }
    }
  }
}
