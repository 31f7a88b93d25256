package io.darkroom.engine;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.Tag;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Reads the EXIF and IPTC tags that people look for. Places are never among them. */
final class ExifReader {
  private static final int MOST_TAGS = 100;
  private static final int LONGEST_VALUE = 300;

  private ExifReader() {}

  /** Tags by name; empty when there are none or they cannot be read. */
  static Map<String, String> read(ImageSource source) {
    Map<String, String> tags = new TreeMap<>();
    try {
      InputStream bytes = new BufferStream(source.buffer());
      Metadata metadata = ImageMetadataReader.readMetadata(bytes, source.length());
      for (Directory directory : metadata.getDirectories()) {
        if (directory instanceof ExifIFD0Directory
            || directory instanceof ExifSubIFDDirectory
            || directory instanceof IptcDirectory) {
          add(directory, tags);
        }
      }
    } catch (ImageProcessingException | IOException | RuntimeException | StackOverflowError e) {
      return tags; // damaged metadata does not make the picture unreadable
    }
    return tags;
  }

  private static void add(Directory directory, Map<String, String> tags) {
    for (Tag tag : directory.getTags()) {
      String value = tag.getDescription();
      boolean place =
          tag.getTagName().startsWith("GPS")
              || tag.getTagName().contains("City")
              || tag.getTagName().contains("Location")
              || tag.getTagName().contains("Province")
              || tag.getTagName().contains("Country");
      if (value != null
          && !place
          && !tag.getTagName().startsWith("Unknown")
          && !tag.getTagName().equals("Makernote")
          && value.length() <= LONGEST_VALUE
          && tags.size() < MOST_TAGS) {
        tags.putIfAbsent(tag.getTagName(), value.strip());
      }
    }
  }

  /** Reads a buffer as a stream. */
  private static final class BufferStream extends InputStream {
    private final ByteBuffer bytes;

    BufferStream(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      int count = Math.min(length, bytes.remaining());
      bytes.get(into, offset, count);
      return count;
    }
  }
}
