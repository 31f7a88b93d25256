package io.darkroom.engine.vips;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.LaneDeclinedException;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.Thumbnail;
import io.darkroom.engine.portable.BmpCodec;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/**
 * Opens a source in a scope. Nothing is decoded before pixels are asked for.
 *
 * @param own whether decoders of our own may take the place of libvips'
 */
record Loader(Scope scope, ImageSource source, ImageInfo info, RenderOptions options, boolean own) {
  Loader(Scope scope, ImageSource source, ImageInfo info, RenderOptions options) {
    this(scope, source, info, options, true);
  }

  /** The same with libvips' decoders only. */
  Loader foreign() {
    return new Loader(scope, source, info, options, false);
  }

  /** One frame, or the frame of a still, at a fraction of its size where frames are whole. */
  VipsImage frame(int index, double factor) {
    return frames(
        index,
        1,
        () -> info.frames() > 1 ? operation(factor).set("page", index) : operation(factor));
  }

  /** All frames below each other, at a fraction of their size where they are whole. */
  VipsImage allFrames(double factor) {
    return frames(0, info.frames(), () -> operation(factor).set("n", -1));
  }

  private VipsImage frames(int first, int count, Supplier<Operation> otherwise) {
    if (own && GifPixels.suits(info, count)) {
      try {
        return new GifPixels(scope, source, info, options).decode(first, count);
      } catch (LaneDeclinedException declined) {
        return otherwise.get().run(); // libvips decodes it, or says what is wrong with it
      }
    }
    VipsImage image = otherwise.get().run();
    // libvips puts frames together with alpha, whether anything shines through or not
    return info.format() == ImageFormat.WEBP && !info.hasAlpha() ? Colours.opaque(image) : image;
  }

  /** The image decoded at a fraction of its size, as far as the format can do that cheaply. */
  VipsImage shrunk(double factor) {
    return switch (info.format()) {
      case BMP -> bmp();
      case GIF -> frame(0, 1);
      default -> operation(factor).run();
    };
  }

  /** The same without metadata but a profile, which is faster for what becomes much smaller. */
  VipsImage shrunkPlain(double factor) {
    if (!own || !ReducedJpeg.suits(info, factor)) {
      return shrunk(factor);
    }
    try {
      VipsImage pixels = new ReducedJpeg(scope, source, info, options).decode((int) factor);
      return info.hasIcc() ? profiled(pixels) : pixels;
    } catch (LaneDeclinedException declined) {
      return shrunk(factor); // libvips decodes it, or says what is wrong with it
    }
  }

  private VipsImage profiled(VipsImage pixels) {
    byte[] profile = operation(1).run().fieldBytes(VipsImage.PROFILE);
    if (profile.length == 0) {
      return pixels;
    }
    VipsImage copy = pixels.changeable();
    copy.setField(VipsImage.PROFILE, profile);
    return copy;
  }

  /** What {@link #shrunk} divides the size by, at most: the format's own steps. */
  static double available(ImageFormat format, double wanted) {
    return switch (format) {
      case JPEG -> Integer.highestOneBit((int) Math.clamp(wanted, 1, 8));
      case WEBP, SVG -> Math.max(1, wanted);
      default -> 1;
    };
  }

  private Operation operation(double factor) {
    Operation load =
        scope
            .operation(name(info.format()))
            .blob("buffer", bytes())
            .set("access", "sequential")
            .set("fail_on", "warning");
    if (factor > 1 && info.format() == ImageFormat.JPEG) {
      load.set("shrink", (int) factor);
    } else if (factor > 1) {
      load.set("scale", 1 / factor);
    }
    return load.streaming();
  }

  private MemorySegment bytes() {
    return info.format() == ImageFormat.SVG
        ? scope.bytes(ImageSource.of(SvgFilter.harmless(source.segment())))
        : scope.bytes(source);
  }

  private VipsImage bmp() {
    Thumbnail pixels = BmpCodec.read(source, info, options);
    return PixelBridge.image(scope, pixels, info.hasAlpha());
  }

  private static String name(ImageFormat format) {
    return switch (format) {
      case JPEG -> "jpegload_buffer";
      case PNG -> "pngload_buffer";
      case GIF -> "gifload_buffer";
      case WEBP -> "webpload_buffer";
      case AVIF, HEIC -> "heifload_buffer";
      case TIFF -> "tiffload_buffer";
      case SVG -> "svgload_buffer";
      case BMP -> throw new IllegalArgumentException("libvips reads no BMP");
    };
  }
}
