package io.darkroom.engine.turbo;

import io.darkroom.engine.ImageSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Native memory as Java sees it, and the other way round. */
final class Bytes {
  /** Up to so many bytes a file is copied for a faster end of it. */
  private static final int SHORT = 128 << 10;

  /**
   * As many bytes as libjpeg-turbo takes an MCU to have at most, 512 for each of 10 blocks. It
   * reads slower where fewer are left.
   */
  private static final int LONGEST_MCU = 5120;

  private Bytes() {}

  /** The rows of a picture; valid until it is released. */
  @SuppressWarnings("restricted")
  static MemorySegment of(Mat image) {
    return MemorySegment.ofAddress(image.data().address())
        .reinterpret(image.step() * (long) image.rows());
  }

  /** Lets a picture go, unless it is the one that is still needed. */
  @SuppressWarnings("ReferenceEquality")
  static void release(Mat image, Mat needed) {
    if (image != needed) {
      image.release();
    }
  }

  /** A file as OpenCV reads it; mapped files are not copied. */
  static Mat of(ImageSource source, Arena arena) {
    MemorySegment bytes = source.segment();
    return row(bytes.isNative() ? bytes : arena.allocate(bytes.byteSize()).copyFrom(bytes));
  }

  /**
   * The same for a JPEG, with room behind a short one, whose end is then read as fast as the rest.
   */
  static Mat withRoom(ImageSource source, Arena arena) {
    if (source.length() > SHORT) {
      return of(source, arena);
    }
    return row(arena.allocate(source.length() + LONGEST_MCU).copyFrom(source.segment()));
  }

  private static Mat row(MemorySegment bytes) {
    BytePointer pointer = new BytePointer(bytes.asByteBuffer());
    return new Mat(1, (int) bytes.byteSize(), opencv_core.CV_8UC1, pointer);
  }
}
