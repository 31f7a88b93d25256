package io.darkroom.engine.portable;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.Thumbnail;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;

/** BMP, for lanes whose library leaves it out. */
public final class BmpCodec {
  private static final int HEAD = 54;
  private static final int INFO = 40;
  private static final int DOTS_A_METRE = 2835;

  private BmpCodec() {}

  /** Decodes a BMP. */
  public static Thumbnail read(ImageSource source, ImageInfo info, RenderOptions options) {
    Pixels pixels = Decoder.decode(source, info, options).clip(false).first();
    return new Thumbnail(pixels.width(), pixels.height(), IntBuffer.wrap(pixels.argb()));
  }

  /**
   * Encodes opaque pixels with 24 bits.
   *
   * @param samples rows of grey (1 band) or of red, green and blue (3 bands)
   */
  public static ByteBuffer write(
      byte[] samples, int width, int height, int bands, RenderOptions options) {
    int line = (width * 3 + 3) / 4 * 4;
    ByteBuffer file =
        ByteBuffer.allocate(Math.addExact(HEAD, Math.multiplyExact(line, height)))
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put("BM".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity()).putInt(0);
    file.putInt(HEAD).putInt(INFO).putInt(width).putInt(height);
    file.putShort((short) 1).putShort((short) 24).putInt(0).putInt(line * height);
    file.putInt(DOTS_A_METRE).putInt(DOTS_A_METRE).putInt(0).putInt(0);
    byte[] out = file.array();
    for (int y = 0; y < height; y++) {
      options.check();
      int from = (height - 1 - y) * width * bands;
      int to = HEAD + y * line;
      for (int x = 0; x < width; x++) {
        out[to++] = samples[from + bands - 1];
        out[to++] = samples[from + bands / 2];
        out[to++] = samples[from];
        from += bands;
      }
    }
    return file.rewind();
  }
}
