package io.darkroom.engine.portable;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.BmpOutput;
import io.darkroom.codecs.recipe.Icc;
import io.darkroom.codecs.recipe.Metadata;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.Thumbnail;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Optional;

/** BMP through the JDK, for lanes whose library leaves it out. */
public final class BmpCodec {
  private static final BmpOutput PLAIN = new BmpOutput(Optional.empty(), Metadata.STRIP, Icc.SRGB);

  private BmpCodec() {}

  /** Decodes a BMP. */
  public static Thumbnail read(ImageSource source, ImageInfo info, RenderOptions options) {
    Pixels pixels = Decoder.decode(source, info, options).first();
    return new Thumbnail(pixels.width(), pixels.height(), IntBuffer.wrap(pixels.argb()));
  }

  /** Encodes opaque pixels. */
  public static ByteBuffer write(Thumbnail pixels, RenderOptions options) {
    Pixels opaque = new Pixels(pixels.width(), pixels.height(), pixels.argb().array(), false);
    return new Encoder(options).encode(Clip.still(opaque), PLAIN);
  }
}
