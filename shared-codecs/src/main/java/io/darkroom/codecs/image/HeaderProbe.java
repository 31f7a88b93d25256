package io.darkroom.codecs.image;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads an image's header from the first bytes of a file, without decoding pixels. */
public final class HeaderProbe {
  private static final int SNIFFED = 1024;

  private HeaderProbe() {}

  /** What the bytes at hand were enough for. */
  public sealed interface Result {
    /** All is known. */
    record Known(ImageInfo info) implements Result {}

    /**
     * The header goes on.
     *
     * @param atLeast bytes from the start of the file that are needed to get further
     * @param soFar present once the size is known; the frames are then a lower bound
     */
    record NeedsMore(long atLeast, Optional<ImageInfo> soFar) implements Result {}
  }

  /**
   * Reads a header.
   *
   * @param prefix the first bytes; position and limit are respected and not changed
   * @param totalLength of the file, or -1 when it is not known
   * @throws io.darkroom.codecs.failure.FailureException with {@code unsupported-format} when it is
   *     no image known here, or {@code corrupt-image} when the header is impossible or cut
   */
  public static Result probe(ByteBuffer prefix, long totalLength) {
    byte[] head = new byte[Math.min(prefix.remaining(), SNIFFED)];
    prefix.get(prefix.position(), head);
    boolean whole = totalLength >= 0 && prefix.remaining() >= totalLength;
    Optional<ImageFormat> format = ImageFormat.sniff(head);
    if (format.isEmpty()) {
      if (!whole && head.length < SNIFFED) {
        return new Result.NeedsMore(SNIFFED, Optional.empty());
      }
      throw Failure.of(FailureCode.UNSUPPORTED_FORMAT, "the bytes are no image format known here")
          .asException();
    }
    Draft draft = new Draft(format.get());
    try {
      parserOf(format.get()).parse(new Prefix(prefix, totalLength), draft);
    } catch (Prefix.MoreNeeded e) {
      return new Result.NeedsMore(e.needs(), draft.info());
    }
    return draft
        .info()
        .<Result>map(Result.Known::new)
        .orElseThrow(() -> Prefix.corrupt("it has no size"));
  }

  private static HeaderParser parserOf(ImageFormat format) {
    return switch (format) {
      case JPEG -> new JpegHeader();
      case PNG -> new PngHeader();
      case GIF -> new GifHeader();
      case WEBP -> new WebpHeader();
      case AVIF, HEIC -> new HeifHeader();
      case TIFF -> new TiffHeader();
      case BMP -> new BmpHeader();
      case SVG -> new SvgHeader();
    };
  }
}
