package io.darkroom.engine.portable;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.engine.RenderOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Lays the patches of a GIF over each other, as a browser shows them. */
final class GifFrames {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private GifFrames() {}

  static Clip read(ImageReader reader, ImageInfo info, RenderOptions options) throws IOException {
    int[] canvas = new int[Math.multiplyExact(info.width(), info.height())];
    List<Pixels> frames = new ArrayList<>();
    List<Integer> delays = new ArrayList<>();
    int loops = 1;
    for (int i = 0; i < info.frames(); i++) {
      options.check();
      IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(i).getAsTree(FORMAT);
      IIOMetadataNode place = child(root, "ImageDescriptor");
      IIOMetadataNode control = child(root, "GraphicControlExtension");
      BufferedImage patch = reader.read(i);
      int[] before = canvas.clone();
      draw(
          patch,
          number(place, "imageLeftPosition"),
          number(place, "imageTopPosition"),
          canvas,
          info);
      frames.add(new Pixels(info.width(), info.height(), canvas.clone(), true));
      int delay = control == null ? 0 : number(control, "delayTime") * 10;
      delays.add(delay <= 10 ? 100 : delay);
      if (i == 0) {
        loops = loops(root);
      }
      dispose(control, place, canvas, before, info.width());
    }
    boolean alpha = frames.stream().anyMatch(GifFrames::transparent);
    return new Clip(frames.stream().map(f -> f.withAlpha(alpha)).toList(), delays, loops);
  }

  private static void draw(BufferedImage patch, int left, int top, int[] canvas, ImageInfo info) {
    int width = Math.min(patch.getWidth(), info.width() - left);
    int height = Math.min(patch.getHeight(), info.height() - top);
    if (width <= 0 || height <= 0) {
      return;
    }
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      patch.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        if (row[x] >>> 24 != 0) {
          canvas[(top + y) * info.width() + left + x] = row[x];
        }
      }
    }
  }

  private static void dispose(
      IIOMetadataNode control, IIOMetadataNode place, int[] canvas, int[] before, int width) {
    String disposal = control == null ? "none" : control.getAttribute("disposalMethod");
    if (disposal.equals("restoreToPrevious")) {
      System.arraycopy(before, 0, canvas, 0, canvas.length);
    } else if (disposal.equals("restoreToBackgroundColor")) {
      int left = number(place, "imageLeftPosition");
      int right = Math.min(width, left + number(place, "imageWidth"));
      int top = number(place, "imageTopPosition");
      int bottom = Math.min(canvas.length / width, top + number(place, "imageHeight"));
      for (int y = top; y < bottom && left < right; y++) {
        Arrays.fill(canvas, y * width + left, y * width + right, 0);
      }
    }
  }

  private static boolean transparent(Pixels pixels) {
    return Arrays.stream(pixels.argb()).anyMatch(p -> p >>> 24 != 255);
  }

  /** Times to play: the Netscape extension says so; without it once. */
  private static int loops(Node root) {
    NodeList extensions = ((IIOMetadataNode) root).getElementsByTagName("ApplicationExtension");
    for (int i = 0; i < extensions.getLength(); i++) {
      IIOMetadataNode extension = (IIOMetadataNode) extensions.item(i);
      if (extension.getUserObject() instanceof byte[] data && data.length >= 3 && data[0] == 1) {
        int repeats = (data[1] & 0xff) | ((data[2] & 0xff) << 8);
        return repeats == 0 ? 0 : repeats + 1;
      }
    }
    return 1;
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
  }

  private static int number(IIOMetadataNode node, String attribute) {
    return Integer.parseInt(node.getAttribute(attribute));
  }
}
