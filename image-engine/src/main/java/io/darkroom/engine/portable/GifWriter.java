package io.darkroom.engine.portable;

import io.darkroom.codecs.recipe.GifOutput;
import io.darkroom.engine.RenderOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes a GIF; every frame is whole and has its own palette. */
final class GifWriter {
  private GifWriter() {}

  static ByteBuffer write(Clip clip, GifOutput output, RenderOptions options) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = Encoder.writer("gif");
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < clip.frames().size(); i++) {
        options.check();
        Pixels frame = clip.frames().get(i);
        Palette palette = Palette.of(frame, output.colours());
        BufferedImage image = palette.apply(frame);
        IIOMetadata metadata =
            writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        describe(metadata, clip, i, palette);
        writer.writeToSequence(new IIOImage(image, null, metadata), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static void describe(IIOMetadata metadata, Clip clip, int frame, Palette palette)
      throws IOException {
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", clip.animated() ? "restoreToBackgroundColor" : "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", palette.transparent() ? "TRUE" : "FALSE");
    control.setAttribute(
        "transparentColorIndex",
        Integer.toString(palette.transparent() ? palette.transparentIndex() : 0));
    int delay = clip.animated() ? Math.max(1, clip.delays().get(frame) / 10) : 0;
    control.setAttribute("delayTime", Integer.toString(delay));
    if (frame == 0 && clip.animated() && clip.loops() != 1) {
      int repeats = clip.loops() == 0 ? 0 : clip.loops() - 1;
      IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
      extension.setAttribute("applicationID", "NETSCAPE");
      extension.setAttribute("authenticationCode", "2.0");
      extension.setUserObject(new byte[] {1, (byte) repeats, (byte) (repeats >> 8)});
      child(root, "ApplicationExtensions").appendChild(extension);
    }
    metadata.setFromTree(format, root);
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    for (int i = 0; i < root.getLength(); i++) {
      if (root.item(i).getNodeName().equals(name)) {
        return (IIOMetadataNode) root.item(i);
      }
    }
    IIOMetadataNode added = new IIOMetadataNode(name);
    root.appendChild(added);
    return added;
  }
}
