package io.darkroom.engine.vips;

import io.darkroom.codecs.recipe.AutoOutput;
import io.darkroom.codecs.recipe.AvifOutput;
import io.darkroom.codecs.recipe.BmpOutput;
import io.darkroom.codecs.recipe.Chroma;
import io.darkroom.codecs.recipe.Colour;
import io.darkroom.codecs.recipe.GifOutput;
import io.darkroom.codecs.recipe.Icc;
import io.darkroom.codecs.recipe.JpegOutput;
import io.darkroom.codecs.recipe.Metadata;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.PngOutput;
import io.darkroom.codecs.recipe.TiffOutput;
import io.darkroom.codecs.recipe.WebpOutput;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.EncoderLimits;
import io.darkroom.engine.plan.PngCoding;
import io.darkroom.engine.portable.BmpCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Writes a finished picture; this is where most pixels are computed.
 *
 * @param photograph whether the source is one
 */
record Saver(RenderOptions options, BooleanSupplier photograph) {
  private static final int KEEP_EXIF = 1;
  private static final int KEEP_XMP = 2;
  private static final int KEEP_IPTC = 4;
  private static final int KEEP_ICC = 8;

  ByteBuffer save(VipsImage image, Output output) {
    options.check();
    VipsImage described = described(image, output);
    return switch (output) {
      case JpegOutput o -> jpeg(described, o);
      case PngOutput o -> png(described, o);
      case WebpOutput o ->
          saver("webpsave_buffer", Colours.rgb(described), o)
              .set("Q", o.quality())
              .set("lossless", o.lossless())
              .set("effort", o.effort())
              .save();
      case AvifOutput o ->
          saver("heifsave_buffer", Colours.rgb(described), o)
              .set("compression", "av1")
              .set("Q", o.quality())
              .set("lossless", o.lossless())
              .set(
                  "effort",
                  EncoderLimits.avifEffort(o.effort(), (long) image.width() * image.height()))
              .set("bitdepth", 8)
              .set("subsample-mode", o.chroma() == Chroma.FULL || o.lossless() ? "off" : "on")
              .save();
      case GifOutput o -> new GifSaver(options).save(image, o);
      case TiffOutput o ->
          saver("tiffsave_buffer", described, o).set("compression", o.compression().wire()).save();
      case BmpOutput o -> bmp(Tones.over(described, Colour.WHITE));
      case AutoOutput o -> throw new IllegalArgumentException("auto must be resolved first");
    };
  }

  private ByteBuffer bmp(VipsImage image) {
    return BmpCodec.write(image.samples(), image.width(), image.height(), image.bands(), options);
  }

  private static ByteBuffer jpeg(VipsImage image, JpegOutput output) {
    VipsImage opaque = Tones.over(image, Colour.WHITE);
    boolean large = EncoderLimits.onePassJpeg((long) image.width() * image.height());
    return saver("jpegsave_buffer", opaque, output)
        .set("Q", output.quality())
        .set("interlace", output.progressive())
        .set("optimize-coding", output.progressive() || !large)
        .set("subsample-mode", output.chroma() == Chroma.FULL ? "off" : "on")
        .save();
  }

  private ByteBuffer png(VipsImage image, PngOutput output) {
    boolean averages = !output.palette() && photograph.getAsBoolean();
    PngCoding coding = PngCoding.of(output.compression(), averages);
    Operation save =
        saver("pngsave_buffer", image, output)
            .set("compression", coding.level())
            .set("filter", coding.averaged() ? "avg" : "none");
    if (output.palette()) {
      save.set("palette", true).set("bitdepth", bits(output.colours()));
    }
    return save.save();
  }

  private static Operation saver(String name, VipsImage image, Output output) {
    int keep =
        switch (output.metadata()) {
          case STRIP -> 0;
          case KEEP -> KEEP_EXIF | KEEP_XMP | KEEP_IPTC;
          case COPYRIGHT -> KEEP_EXIF;
        };
    return image.operation(name).keep(output.icc() == Icc.KEEP ? keep | KEEP_ICC : keep);
  }

  /** The image with the metadata that may be written. */
  private static VipsImage described(VipsImage image, Output output) {
    if (output.metadata() == Metadata.STRIP) {
      return image;
    }
    VipsImage copy = image.changeable();
    for (String field : copy.fields()) {
      boolean dropped =
          output.metadata() == Metadata.COPYRIGHT
              ? field.startsWith("exif-") && !copyright(field)
              : field.contains("Thumbnail") || field.equals("jpeg-thumbnail-data");
      if (dropped || field.endsWith("-Orientation")) {
        copy.removeField(field);
      }
    }
    if (copy.has("orientation")) {
      copy.setField("orientation", 1);
    }
    return copy;
  }

  private static boolean copyright(String field) {
    return List.of("exif-ifd0-Copyright", "exif-ifd0-Artist").contains(field);
  }

  private static int bits(int colours) {
    return colours <= 2 ? 1 : colours <= 4 ? 2 : colours <= 16 ? 4 : 8;
  }
}
