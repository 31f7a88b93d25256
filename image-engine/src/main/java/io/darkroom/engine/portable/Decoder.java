package io.darkroom.engine.portable;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ColourModel;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.engine.Failures;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.RenderOptions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/** Decodes through ImageIO, and refuses what ImageIO only warns of: files that are cut. */
final class Decoder {
  private Decoder() {}

  /**
   * Decodes all frames, as stored: not oriented.
   *
   * @throws FailureException {@code corrupt-image} when the bytes are damaged or cut
   */
  static Decoded decode(ImageSource source, ImageInfo info, RenderOptions options) {
    return Failures.decoding(() -> read(source, info, options));
  }

  private static Decoded read(ImageSource source, ImageInfo info, RenderOptions options) {
    ImageReader reader = reader(info.format());
    Extras extras = Extras.of(source, info.format());
    try (ImageInputStream input = new SegmentInput(bytes(source, info, extras))) {
      reader.setInput(input, false, info.format() != ImageFormat.GIF);
      Watch watch = new Watch(options);
      reader.addIIOReadWarningListener(watch);
      reader.addIIOReadProgressListener(new ReadAbort(reader, options));
      Clip clip =
          info.format() == ImageFormat.GIF
              ? GifFrames.read(reader, info, options)
              : Clip.still(still(reader, info, extras, options));
      options.check();
      watch.refuseCut();
      boolean inks = info.model() == ColourModel.CMYK; // converted while they were read
      return new Decoded(clip, inks ? extras.withoutProfile() : extras, options);
    } catch (IOException e) {
      options.check();
      throw Failures.corrupt(e);
    } finally {
      reader.dispose();
    }
  }

  /** ImageIO would convert the profile of a JPEG by itself, and nobody could keep it. */
  private static MemorySegment bytes(ImageSource source, ImageInfo info, Extras extras) {
    return info.format() == ImageFormat.JPEG && extras.profile().length > 0
        ? MemorySegment.ofArray(Extras.hidingProfile(source))
        : source.segment();
  }

  private static Pixels still(
      ImageReader reader, ImageInfo info, Extras extras, RenderOptions options) throws IOException {
    if (reader.getWidth(0) != info.width() || reader.getHeight(0) != info.height()) {
      throw Failure.of(FailureCode.CORRUPT_IMAGE, "the file contradicts itself about its size")
          .asException();
    }
    if (info.model() != ColourModel.CMYK) {
      return PixelReader.read(reader.read(0));
    }
    return info.format() == ImageFormat.JPEG
        ? CmykPixels.ofJpeg(
            reader.readRaster(0, null), reader.getImageMetadata(0), extras.profile(), options)
        : CmykPixels.ofInks(reader.read(0).getRaster(), extras.profile(), options);
  }

  private static ImageReader reader(ImageFormat format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.wire());
    ImageReader best = null;
    while (readers.hasNext()) {
      ImageReader candidate = readers.next();
      boolean jdk = candidate.getClass().getName().startsWith("com.sun.imageio");
      if (best == null || jdk) {
        best = candidate;
      }
    }
    if (best == null) {
      throw Failure.of(FailureCode.UNSUPPORTED_FORMAT).asException();
    }
    return best;
  }

  /** Remembers warnings that mean missing pixels. */
  private static final class Watch implements IIOReadWarningListener {
    private final RenderOptions options;
    private boolean cut;

    Watch(RenderOptions options) {
      this.options = options;
    }

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      options.check();
      String text = warning.toLowerCase(Locale.ROOT);
      cut |= text.contains("premature") || text.contains("truncated") || text.contains("eof");
    }

    void refuseCut() {
      if (cut) {
        throw Failure.of(FailureCode.CORRUPT_IMAGE, "the image ends too early").asException();
      }
    }
  }
}
