package io.darkroom.engine.gif;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;

/**
 * What a viewer shows of a GIF, put together from the parts that the JDK's reader gives.
 *
 * @param frames packed pixels of each, as they are seen
 * @param parts each frame's part as it is in the file
 */
record Shown(List<int[]> frames, List<Part> parts) {
  /**
   * A part of the screen.
   *
   * @param delay hundredths of a second
   */
  record Part(int left, int top, BufferedImage image, String disposal, int delay) {
    /** The colours in the file, without what says that one is transparent. */
    List<Integer> palette() {
      IndexColorModel model = (IndexColorModel) image.getColorModel();
      return IntStream.range(0, model.getMapSize())
          .mapToObj(i -> model.getRGB(i) & 0xffffff)
          .toList();
    }

    long coloursSeen() {
      int[] all =
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
      return Arrays.stream(all).distinct().count();
    }
  }

  static Shown of(ByteBuffer gif) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    byte[] bytes = new byte[gif.remaining()];
    gif.duplicate().get(bytes);
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in);
      IIOMetadataNode screen =
          node(
              reader.getStreamMetadata().getAsTree("javax_imageio_gif_stream_1.0"),
              "LogicalScreenDescriptor");
      int width = number(screen, "logicalScreenWidth");
      int[] canvas = new int[width * number(screen, "logicalScreenHeight")];
      List<int[]> frames = new ArrayList<>();
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < reader.getNumImages(true); i++) {
        Part part = part(reader, i);
        parts.add(part);
        lay(part, canvas, width);
        frames.add(canvas.clone());
        if (part.disposal.equals("restoreToBackgroundColor")) {
          clear(part, canvas, width);
        }
      }
      return new Shown(frames, parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      reader.dispose();
    }
  }

  private static Part part(ImageReader reader, int index) throws IOException {
    Object tree = reader.getImageMetadata(index).getAsTree("javax_imageio_gif_image_1.0");
    IIOMetadataNode place = node(tree, "ImageDescriptor");
    IIOMetadataNode control = node(tree, "GraphicControlExtension");
    return new Part(
        number(place, "imageLeftPosition"),
        number(place, "imageTopPosition"),
        reader.read(index),
        control == null ? "none" : control.getAttribute("disposalMethod"),
        control == null ? 0 : number(control, "delayTime"));
  }

  private static void lay(Part part, int[] canvas, int width) {
    for (int y = 0; y < part.image.getHeight(); y++) {
      for (int x = 0; x < part.image.getWidth(); x++) {
        int argb = part.image.getRGB(x, y);
        if (argb >>> 24 != 0) {
          canvas[(part.top + y) * width + part.left + x] = argb;
        }
      }
    }
  }

  private static void clear(Part part, int[] canvas, int width) {
    for (int y = 0; y < part.image.getHeight(); y++) {
      for (int x = 0; x < part.image.getWidth(); x++) {
        canvas[(part.top + y) * width + part.left + x] = 0;
      }
    }
  }

  private static IIOMetadataNode node(Object tree, String name) {
    return (IIOMetadataNode) ((IIOMetadataNode) tree).getElementsByTagName(name).item(0);
  }

  private static int number(IIOMetadataNode node, String attribute) {
    return Integer.parseInt(node.getAttribute(attribute));
  }
}
