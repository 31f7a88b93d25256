package io.darkroom.engine.vips;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * An image of libvips, usually not computed yet.
 *
 * @param scope owns it
 * @param address of the native object
 * @param streamed whether its pixels come once, from top to bottom
 * @param held gives the same image in memory, where its pixels are to be anyway; else null
 */
record VipsImage(Scope scope, MemorySegment address, boolean streamed, Supplier<VipsImage> held) {
  /** Says that rows come in order, for which operations keep more of them than they need. */
  private static final String SEQUENTIAL = "vips-sequential";

  /** The field with the bytes of a colour profile. */
  static final String PROFILE = "icc-profile-data";

  /** The 8-bit sample format. */
  static final int UCHAR = 0;

  /** One grey band. */
  static final int GREY = 1;

  /** Cyan, magenta, yellow and black. */
  static final int CMYK = 15;

  /** Standard RGB. */
  static final int SRGB = 22;

  VipsImage(Scope scope, MemorySegment address, boolean streamed) {
    this(scope, address, streamed, null);
  }

  int width() {
    return number(scope.vips().width);
  }

  int height() {
    return number(scope.vips().height);
  }

  int bands() {
    return number(scope.vips().bands);
  }

  /** The sample format, {@link #UCHAR} for 8 bits. */
  int format() {
    return number(scope.vips().format);
  }

  /** The colour space. */
  int interpretation() {
    return number(scope.vips().interpretation);
  }

  boolean hasAlpha() {
    return number(scope.vips().hasAlpha) != 0;
  }

  /** Starts an operation on this image. */
  Operation operation(String name) {
    return scope.operation(name).image("in", this);
  }

  /** This image with pixels in memory, to be read in any order. */
  VipsImage randomAccess() {
    return streamed ? inMemory() : this;
  }

  /** This image computed into memory. */
  VipsImage inMemory() {
    if (held != null) {
      return held.get();
    }
    MemorySegment copy =
        NativeCall.of(() -> (MemorySegment) scope.vips().copyMemory.invokeExact(address));
    if (copy.address() == 0) {
      throw new VipsException("copy_memory", scope.vips().takeErrors());
    }
    VipsImage memory = scope.own(copy, false);
    memory.removeField(SEQUENTIAL);
    return memory;
  }

  /** A copy of the header, whose fields may be changed. */
  VipsImage changeable() {
    return operation("copy").run();
  }

  /** The same samples, said to be grey or sRGB; the header of it may be changed. */
  VipsImage standard() {
    return operation("copy").set("interpretation", bands() < 3 ? "b-w" : "srgb").run();
  }

  boolean has(String field) {
    Libvips vips = scope.vips();
    return NativeCall.of(() -> (long) vips.typeOf.invokeExact(address, vips.name(field))) != 0;
  }

  /** A number in the header, or the given one. */
  int field(String field, int otherwise) {
    Libvips vips = scope.vips();
    MemorySegment out = scope.arena().allocate(ValueLayout.JAVA_INT);
    boolean found =
        has(field)
            && NativeCall.of(() -> (int) vips.getInt.invokeExact(address, vips.name(field), out))
                == 0;
    return found ? out.get(ValueLayout.JAVA_INT, 0) : otherwise;
  }

  /** Numbers in the header; empty when there are none. */
  int[] fieldNumbers(String field) {
    Libvips vips = scope.vips();
    if (!has(field)) {
      return new int[0];
    }
    MemorySegment out = scope.arena().allocate(ValueLayout.ADDRESS);
    MemorySegment count = scope.arena().allocate(ValueLayout.JAVA_INT);
    int result =
        NativeCall.of(
            () -> (int) vips.getArrayInt.invokeExact(address, vips.name(field), out, count));
    return result != 0
        ? new int[0]
        : Foreign.sized(out.get(ValueLayout.ADDRESS, 0), 4L * count.get(ValueLayout.JAVA_INT, 0))
            .toArray(ValueLayout.JAVA_INT);
  }

  /** Bytes in the header; empty when there are none. */
  byte[] fieldBytes(String field) {
    Libvips vips = scope.vips();
    if (!has(field)) {
      return new byte[0];
    }
    MemorySegment out = scope.arena().allocate(ValueLayout.ADDRESS);
    MemorySegment length = scope.arena().allocate(ValueLayout.JAVA_LONG);
    int result =
        NativeCall.of(() -> (int) vips.getBlob.invokeExact(address, vips.name(field), out, length));
    return result != 0
        ? new byte[0]
        : Foreign.sized(out.get(ValueLayout.ADDRESS, 0), length.get(ValueLayout.JAVA_LONG, 0))
            .toArray(ValueLayout.JAVA_BYTE);
  }

  /** Sets bytes; only on a {@link #changeable} image. */
  void setField(String field, byte[] bytes) {
    Libvips vips = scope.vips();
    MemorySegment copy = scope.arena().allocateFrom(ValueLayout.JAVA_BYTE, bytes);
    NativeCall.of(
        () -> {
          vips.setBlob.invokeExact(address, vips.name(field), copy, copy.byteSize());
          return null;
        });
  }

  /** A text in the header, or null. */
  String fieldText(String field) {
    Libvips vips = scope.vips();
    MemorySegment out = scope.arena().allocate(ValueLayout.ADDRESS);
    boolean found =
        has(field)
            && NativeCall.of(() -> (int) vips.getString.invokeExact(address, vips.name(field), out))
                == 0;
    return found ? Foreign.text(out.get(ValueLayout.ADDRESS, 0)) : null;
  }

  /** Sets a number; only on a {@link #changeable} image. */
  void setField(String field, int number) {
    Libvips vips = scope.vips();
    NativeCall.of(
        () -> {
          vips.setInt.invokeExact(address, vips.name(field), number);
          return null;
        });
  }

  /** Sets a number; only on a {@link #changeable} image. */
  void setField(String field, double number) {
    Libvips vips = scope.vips();
    NativeCall.of(
        () -> {
          vips.setDouble.invokeExact(address, vips.name(field), number);
          return null;
        });
  }

  /** Sets numbers; only on a {@link #changeable} image. */
  void setField(String field, int[] numbers) {
    Libvips vips = scope.vips();
    MemorySegment copy = scope.arena().allocateFrom(ValueLayout.JAVA_INT, numbers);
    NativeCall.of(
        () -> {
          vips.setArrayInt.invokeExact(address, vips.name(field), copy, numbers.length);
          return null;
        });
  }

  /** Sets a text; only on a {@link #changeable} image. */
  void setField(String field, String text) {
    Libvips vips = scope.vips();
    MemorySegment name = scope.arena().allocateFrom(field);
    MemorySegment copy = scope.arena().allocateFrom(text);
    NativeCall.of(
        () -> {
          vips.setString.invokeExact(address, name, copy);
          return null;
        });
  }

  /** Removes a field; only on a {@link #changeable} image. */
  void removeField(String field) {
    MemorySegment name = scope.arena().allocateFrom(field);
    NativeCall.of(() -> (int) scope.vips().removeField.invokeExact(address, name));
  }

  /** The names of all fields. */
  List<String> fields() {
    Libvips vips = scope.vips();
    MemorySegment list =
        Foreign.sized(
            NativeCall.of(() -> (MemorySegment) vips.fields.invokeExact(address)), Long.MAX_VALUE);
    List<String> names = new ArrayList<>();
    for (int i = 0; ; i++) {
      MemorySegment name = list.getAtIndex(ValueLayout.ADDRESS, i);
      if (name.address() == 0) {
        break;
      }
      names.add(Foreign.text(name));
    }
    NativeCall.of(
        () -> {
          vips.freeStrings.invokeExact(list);
          return null;
        });
    return names;
  }

  /** All samples, row by row. */
  byte[] samples() {
    Libvips vips = scope.vips();
    MemorySegment length = scope.arena().allocate(ValueLayout.JAVA_LONG);
    MemorySegment data =
        NativeCall.of(() -> (MemorySegment) vips.toMemory.invokeExact(address, length));
    if (data.address() == 0) {
      throw new VipsException("write_to_memory", vips.takeErrors());
    }
    byte[] samples =
        Foreign.sized(data, length.get(ValueLayout.JAVA_LONG, 0)).toArray(ValueLayout.JAVA_BYTE);
    NativeCall.of(
        () -> {
          vips.free.invokeExact(data);
          return null;
        });
    return samples;
  }

  private int number(MethodHandle getter) {
    return NativeCall.of(() -> (int) getter.invokeExact(address));
  }
}
