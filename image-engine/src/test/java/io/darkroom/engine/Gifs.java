package io.darkroom.engine;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Animations, drawn here. */
public final class Gifs {
  private Gifs() {}

  /** An endless GIF that gets brighter; each frame is shown 200 ms. */
  public static byte[] animated(int width, int height, int frames) {
    return animated(width, height, frames, i -> 40 + 200 * i / Math.max(1, frames - 1));
  }

  /** An endless GIF whose frames are plain, of these shades of grey; each is shown 200 ms. */
  public static byte[] animated(int width, int height, int frames, IntUnaryOperator shades) {
    return of(
        IntStream.range(0, frames)
            .mapToObj(i -> filled(width, height, shades.applyAsInt(i)))
            .toList());
  }

  /** An endless GIF of frames in palette colours; each is shown 200 ms. */
  public static byte[] of(List<BufferedImage> frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (BufferedImage frame : frames) {
        writer.writeToSequence(new IIOImage(frame, null, described(writer, frame)), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static IIOMetadata described(ImageWriter writer, BufferedImage frame) throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode control =
        (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    control.setAttribute("delayTime", "20");
    IIOMetadataNode endless = new IIOMetadataNode("ApplicationExtension");
    endless.setAttribute("applicationID", "NETSCAPE");
    endless.setAttribute("authenticationCode", "2.0");
    endless.setUserObject(new byte[] {1, 0, 0});
    IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
    extensions.appendChild(endless);
    root.appendChild(extensions);
    metadata.setFromTree(format, root);
    return metadata;
  }

  private static BufferedImage filled(int width, int height, int shade) {
    BufferedImage frame = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        frame.setRGB(x, y, 0xff000000 | shade << 16 | shade << 8 | shade);
      }
    }
    return frame;
  }
}
