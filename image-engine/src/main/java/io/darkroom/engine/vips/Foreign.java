package io.darkroom.engine.vips;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The only place that leaves the safety of Java: trusts lengths and signatures given to it. */
@SuppressWarnings("restricted") // binding a native library is what this class is for
final class Foreign {
  private static final Linker LINKER = Linker.nativeLinker();

  private Foreign() {}

  /** A library that stays loaded; a name without a slash is searched by the system. */
  static SymbolLookup library(String library) {
    return library.contains("/")
        ? SymbolLookup.libraryLookup(Path.of(library), Arena.global())
        : SymbolLookup.libraryLookup(library, Arena.global());
  }

  static MethodHandle function(MemorySegment symbol, FunctionDescriptor signature) {
    return LINKER.downcallHandle(symbol, signature);
  }

  /** A function that native code may call, on any thread, until the arena is closed. */
  static MemorySegment callback(MethodHandle target, FunctionDescriptor signature, Arena arena) {
    return LINKER.upcallStub(target, signature, arena);
  }

  /** A zero-terminated text. */
  static String text(MemorySegment address) {
    return address.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /** Memory of a known length. */
  static MemorySegment sized(MemorySegment address, long bytes) {
    return address.reinterpret(bytes);
  }
}
