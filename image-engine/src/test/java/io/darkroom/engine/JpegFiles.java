package io.darkroom.engine;

import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** JPEG files of all kinds, written and read by libjpeg; to be used after an engine was opened. */
final class JpegFiles {
  private JpegFiles() {}

  /**
   * Writes a picture of soft colours with grain.
   *
   * @param channels 1 or 3
   * @param settings pairs of OpenCV's names and values
   */
  static byte[] encoded(int width, int height, int channels, int... settings) {
    try (Mat image = new Mat(height, width, channels == 1 ? opencv_core.CV_8UC1 : 16);
        BytePointer bytes = new BytePointer();
        IntPointer parameters = new IntPointer(settings)) {
      Random random = new Random(width * 31L + height);
      try (UByteIndexer samples = image.createIndexer()) {
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            double base = 120 + 70 * Math.sin(x / 19.0) * Math.cos(y / 13.0);
            int grain = random.nextInt(24) - 12;
            for (int c = 0; c < channels; c++) {
              double tint = (c - 1) * 25 * Math.sin((x + 2 * y) / 60.0);
              samples.put(y, x, c, (int) Math.round(base + tint + grain));
            }
          }
        }
      }
      opencv_imgcodecs.imencode(".jpg", image, bytes, parameters);
      byte[] file = new byte[(int) bytes.limit()];
      bytes.get(file);
      return file;
    }
  }

  /** What libjpeg makes of a file, row by row and channel by channel. */
  static int[][][] decoded(byte[] file, int flag) {
    try (BytePointer pointer = new BytePointer(file);
        Mat bytes = new Mat(1, file.length, opencv_core.CV_8UC1, pointer);
        Mat image = opencv_imgcodecs.imdecode(bytes, flag);
        UByteIndexer samples = image.createIndexer()) {
      return IntStream.range(0, image.rows())
          .mapToObj(y -> row(samples, y, image.cols(), image.channels()))
          .toArray(int[][][]::new);
    }
  }

  private static int[][] row(UByteIndexer samples, int y, int width, int channels) {
    int[][] row = new int[width][channels];
    for (int x = 0; x < width; x++) {
      for (int c = 0; c < channels; c++) {
        row[x][c] = samples.get(y, x, c);
      }
    }
    return row;
  }
}
