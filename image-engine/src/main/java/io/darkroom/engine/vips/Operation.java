package io.darkroom.engine.vips;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** One operation of libvips being put together. Used once, by one thread. */
final class Operation {
  private final Scope scope;
  private final Libvips vips;
  private final String nickname;
  private final MemorySegment object;
  private boolean streamed;

  Operation(Scope scope, String nickname) {
    this.scope = scope;
    this.vips = scope.vips();
    this.nickname = nickname;
    this.object =
        NativeCall.of(() -> (MemorySegment) vips.operationNew.invokeExact(vips.name(nickname)));
    if (object.address() == 0) {
      throw new VipsException(nickname, vips.takeErrors());
    }
  }

  Operation image(String property, VipsImage image) {
    streamed |= image.streamed();
    return value(
        property,
        vips.imageType,
        value -> {
          vips.valueSetObject.invokeExact(value, image.address());
        });
  }

  Operation images(String property, List<VipsImage> images) {
    MemorySegment addresses = scope.arena().allocate(ValueLayout.ADDRESS, images.size());
    for (int i = 0; i < images.size(); i++) {
      streamed |= images.get(i).streamed();
      addresses.setAtIndex(ValueLayout.ADDRESS, i, images.get(i).address());
    }
    MemorySegment array =
        NativeCall.of(
            () -> (MemorySegment) vips.arrayImageNew.invokeExact(addresses, images.size()));
    value(
        property,
        vips.arrayImageType,
        value -> {
          vips.valueSetBoxed.invokeExact(value, array);
        });
    return released(array);
  }

  /** Bytes that must live as long as the scope. */
  Operation blob(String property, MemorySegment bytes) {
    MemorySegment blob =
        NativeCall.of(
            () ->
                (MemorySegment)
                    vips.blobNew.invokeExact(MemorySegment.NULL, bytes, bytes.byteSize()));
    value(
        property,
        vips.blobType,
        value -> {
          vips.valueSetBoxed.invokeExact(value, blob);
        });
    return released(blob);
  }

  /** Its image comes once, from top to bottom. */
  Operation streaming() {
    streamed = true;
    return this;
  }

  Operation keep(int flags) {
    return value(
        "keep",
        vips.keepType,
        value -> {
          vips.valueSetFlags.invokeExact(value, flags);
        });
  }

  Operation set(String property, int number) {
    return set(property, Integer.toString(number));
  }

  Operation set(String property, boolean flag) {
    return set(property, flag ? "true" : "false");
  }

  Operation set(String property, double number) {
    return set(property, String.format(Locale.ROOT, "%.10f", number));
  }

  /** Several numbers. */
  Operation set(String property, double... numbers) {
    StringBuilder text = new StringBuilder();
    for (double number : numbers) {
      text.append(String.format(Locale.ROOT, "%.6f ", number));
    }
    return set(property, text.toString().strip());
  }

  /** Anything by its text: a number, a flag or the nickname of an enum's value. */
  Operation set(String property, String text) {
    MemorySegment copy = scope.arena().allocateFrom(text);
    int result =
        NativeCall.of(
            () -> (int) vips.setFromString.invokeExact(object, vips.name(property), copy));
    if (result != 0) {
      throw new VipsException(nickname + "." + property, vips.takeErrors());
    }
    return this;
  }

  /** Builds the operation; its image is computed when somebody asks for pixels. */
  VipsImage run() {
    MemorySegment built = build();
    MemorySegment value = scope.value();
    MemorySegment image =
        NativeCall.of(
            () -> {
              MemorySegment typed =
                  (MemorySegment) vips.valueInit.invokeExact(value, vips.imageType);
              vips.getProperty.invokeExact(built, vips.name("out"), typed);
              MemorySegment out = (MemorySegment) vips.valueGetObject.invokeExact(typed);
              MemorySegment kept = (MemorySegment) vips.ref.invokeExact(out);
              vips.valueUnset.invokeExact(value);
              return kept;
            });
    release(built);
    return scope.own(image, streamed);
  }

  /** Builds a saver, which computes everything, and takes the file it wrote. */
  ByteBuffer save() {
    MemorySegment built = build();
    MemorySegment value = scope.value();
    MemorySegment length = scope.arena().allocate(ValueLayout.JAVA_LONG);
    byte[] bytes =
        NativeCall.of(
            () -> {
              MemorySegment typed =
                  (MemorySegment) vips.valueInit.invokeExact(value, vips.blobType);
              vips.getProperty.invokeExact(built, vips.name("buffer"), typed);
              MemorySegment blob = (MemorySegment) vips.valueGetBoxed.invokeExact(typed);
              MemorySegment data = (MemorySegment) vips.blobGet.invokeExact(blob, length);
              byte[] copy =
                  Foreign.sized(data, length.get(ValueLayout.JAVA_LONG, 0))
                      .toArray(ValueLayout.JAVA_BYTE);
              vips.valueUnset.invokeExact(value);
              return copy;
            });
    release(built);
    return ByteBuffer.wrap(bytes);
  }

  private MemorySegment build() {
    MemorySegment built = NativeCall.of(() -> (MemorySegment) vips.build.invokeExact(object));
    if (built.address() == 0) {
      release(object);
      throw new VipsException(nickname, vips.takeErrors());
    }
    unref(object);
    return built;
  }

  private void release(MemorySegment operation) {
    NativeCall.of(
        () -> {
          vips.unrefOutputs.invokeExact(operation);
          return null;
        });
    unref(operation);
  }

  private void unref(MemorySegment operation) {
    NativeCall.of(
        () -> {
          vips.unref.invokeExact(operation);
          return null;
        });
  }

  private Operation released(MemorySegment area) {
    NativeCall.of(
        () -> {
          vips.areaUnref.invokeExact(area);
          return null;
        });
    return this;
  }

  private interface Fill {
    void into(MemorySegment value) throws Throwable;
  }

  private Operation value(String property, long type, Fill fill) {
    MemorySegment value = scope.value();
    NativeCall.of(
        () -> {
          MemorySegment typed = (MemorySegment) vips.valueInit.invokeExact(value, type);
          fill.into(typed);
          vips.setProperty.invokeExact(object, vips.name(property), typed);
          vips.valueUnset.invokeExact(value);
          return null;
        });
    return this;
  }
}
