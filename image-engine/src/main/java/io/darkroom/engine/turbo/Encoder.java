package io.darkroom.engine.turbo;

import io.darkroom.codecs.recipe.Chroma;
import io.darkroom.codecs.recipe.JpegOutput;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.WebpOutput;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.EncoderLimits;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes a finished picture with the settings that libvips writes it with. */
record Encoder(RenderOptions options) {
  private static final int HALF_CHROMA = 0x221111;
  private static final int FULL_CHROMA = 0x111111;

  ByteBuffer encode(Mat image, Output output) {
    options.check();
    return switch (output) {
      case JpegOutput jpeg ->
          encoded(
              ".jpg",
              image,
              opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
              jpeg.quality(),
              opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE,
              EncoderLimits.onePassJpeg((long) image.cols() * image.rows()) ? 0 : 1,
              opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
              jpeg.chroma() == Chroma.FULL ? FULL_CHROMA : HALF_CHROMA);
      case WebpOutput webp ->
          encoded(".webp", image, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, webp.quality());
      default -> throw new IllegalArgumentException("this lane writes no " + output.format());
    };
  }

  private static ByteBuffer encoded(String kind, Mat image, int... settings) {
    try (BytePointer bytes = new BytePointer();
        IntPointer parameters = new IntPointer(settings)) {
      if (!opencv_imgcodecs.imencode(kind, image, bytes, parameters)) {
        throw new IllegalStateException("OpenCV does not write this " + kind);
      }
      byte[] result = new byte[(int) bytes.limit()];
      bytes.get(result);
      return ByteBuffer.wrap(result);
    }
  }
}
