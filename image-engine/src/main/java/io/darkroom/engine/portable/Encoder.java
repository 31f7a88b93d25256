package io.darkroom.engine.portable;

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
import io.darkroom.codecs.recipe.TiffCompression;
import io.darkroom.codecs.recipe.TiffOutput;
import io.darkroom.codecs.recipe.WebpOutput;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.gif.GifEncoder;
import io.darkroom.engine.gif.IndexedPicture;
import io.darkroom.engine.plan.OutputChoice;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Encodes through ImageIO. */
final class Encoder {
  private final RenderOptions options;

  Encoder(RenderOptions options) {
    this.options = options;
  }

  /** Writes a clip, and of the extras what the output asks for. */
  ByteBuffer encode(Clip clip, Output output, Extras extras) {
    options.check();
    ByteBuffer plain = plain(clip, output);
    Extras allowed = extras.allowed(output);
    if (allowed.empty()) {
      return plain;
    }
    byte[] file = new byte[plain.remaining()];
    plain.get(file);
    return ByteBuffer.wrap(Embedding.into(file, OutputChoice.formatOf(output), allowed));
  }

  private ByteBuffer plain(Clip clip, Output output) {
    try {
      return switch (output) {
        case JpegOutput jpeg -> jpeg(clip.first(), jpeg);
        case PngOutput png -> png(clip.first(), png);
        case GifOutput gif -> gif(clip, gif);
        case TiffOutput tiff -> tiff(clip.first(), tiff);
        case BmpOutput bmp -> write("bmp", opaque(clip.first()), null, null);
        case WebpOutput webp -> throw new IllegalArgumentException("no writer of WebP here");
        case AvifOutput avif -> throw new IllegalArgumentException("no writer of AVIF here");
        case AutoOutput auto -> throw new IllegalArgumentException("auto must be resolved first");
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ByteBuffer jpeg(Pixels pixels, JpegOutput output) throws IOException {
    BufferedImage image = opaque(pixels);
    ImageWriter writer = writer("jpeg");
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(output.quality() / 100f);
    if (output.progressive()) {
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
    if (output.chroma() == Chroma.FULL) {
      fullChroma(metadata);
    }
    return write(writer, image, metadata, param);
  }

  private ByteBuffer png(Pixels pixels, PngOutput output) throws IOException {
    ImageWriter writer = writer("png");
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(1 - output.compression() / 9f);
    BufferedImage image =
        output.palette()
            ? indexed(pixels, output.colours())
            : pixels.alpha() ? image(pixels) : opaque(pixels);
    return write(writer, image, null, param);
  }

  private ByteBuffer gif(Clip clip, GifOutput output) {
    Pixels first = clip.first();
    GifEncoder encoder =
        new GifEncoder(
            first.width(), first.height(), clip.animated(), clip.loops(), output, options::check);
    for (int i = 0; i < clip.frames().size(); i++) {
      int[] argb = clip.frames().get(i).argb();
      System.arraycopy(argb, 0, encoder.pixels(), 0, argb.length);
      encoder.add(clip.delays().get(i));
    }
    return encoder.finish();
  }

  /** An image of few colours; transparent pixels have the last index. */
  private BufferedImage indexed(Pixels pixels, int colours) {
    GifOutput like = new GifOutput(colours, 7, 1, Optional.empty(), Metadata.STRIP, Icc.SRGB);
    IndexedPicture picture =
        IndexedPicture.of(
            pixels.argb().clone(), pixels.width(), pixels.height(), like, options::check);
    int last = picture.transparent();
    int size = picture.colours().length + (last < 0 ? 0 : 1);
    int[] table = Arrays.copyOf(picture.colours(), size);
    IndexColorModel model =
        new IndexColorModel(8, size, table, 0, false, last, DataBuffer.TYPE_BYTE);
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_BYTE_INDEXED, model);
    image.getRaster().setDataElements(0, 0, pixels.width(), pixels.height(), picture.indices());
    return image;
  }

  private ByteBuffer tiff(Pixels pixels, TiffOutput output) throws IOException {
    ImageWriter writer = writer("tiff");
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (output.compression() != TiffCompression.NONE) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(output.compression() == TiffCompression.LZW ? "LZW" : "Deflate");
    }
    return write(writer, pixels.alpha() ? image(pixels) : opaque(pixels), null, param);
  }

  private ByteBuffer write(
      String format, BufferedImage image, IIOMetadata metadata, ImageWriteParam param)
      throws IOException {
    return write(writer(format), image, metadata, param);
  }

  private ByteBuffer write(
      ImageWriter writer, BufferedImage image, IIOMetadata metadata, ImageWriteParam param)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.addIIOWriteProgressListener(new WriteAbort(options));
      writer.write(null, new IIOImage(image, null, metadata), param);
    } finally {
      writer.dispose();
    }
    options.check();
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /** Keeps a colour sample for every pixel. */
  private static void fullChroma(IIOMetadata metadata) throws IIOInvalidTreeException {
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode frame = (IIOMetadataNode) root.getElementsByTagName("sof").item(0);
    IIOMetadataNode luma = (IIOMetadataNode) frame.getFirstChild();
    luma.setAttribute("HsamplingFactor", "1");
    luma.setAttribute("VsamplingFactor", "1");
    metadata.setFromTree(format, root);
  }

  /** Over white, without an alpha channel. */
  private static BufferedImage opaque(Pixels pixels) {
    Pixels flat = ColourSteps.over(pixels, Colour.WHITE);
    BufferedImage image =
        new BufferedImage(flat.width(), flat.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, flat.width(), flat.height(), flat.argb(), 0, flat.width());
    return image;
  }

  private static BufferedImage image(Pixels pixels) {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.argb(), 0, pixels.width());
    return image;
  }

  private static ImageWriter writer(String format) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    ImageWriter best = null;
    while (writers.hasNext()) {
      ImageWriter candidate = writers.next();
      if (best == null || candidate.getClass().getName().startsWith("com.sun.imageio")) {
        best = candidate;
      }
    }
    return best;
  }
}
