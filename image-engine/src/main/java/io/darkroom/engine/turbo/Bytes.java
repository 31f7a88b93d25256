package io.darkroom.engine.turbo;

import io.darkroom.engine.ImageSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Native memory as Java sees it, and the other way round. */
final class Bytes {
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
    if (!bytes.isNative()) {
      bytes = arena.allocate(source.length()).copyFrom(bytes);
    }
    BytePointer pointer = new BytePointer(bytes.asByteBuffer());
    return new Mat(1, (int) source.length(), opencv_core.CV_8UC1, pointer);
  }
}
