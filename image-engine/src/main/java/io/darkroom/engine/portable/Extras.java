package io.darkroom.engine.portable;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Icc;
import io.darkroom.codecs.recipe.Metadata;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.engine.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.InflaterInputStream;

/**
 * What a file carries beside its pixels; empty arrays where there is nothing. Damaged parts are
 * left out.
 *
 * @param profile an ICC profile
 * @param exif a block in TIFF form
 * @param xmp a packet
 * @param iptc records of the information interchange model; JPEG and TIFF carry them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Extras(byte[] profile, byte[] exif, byte[] xmp, byte[] iptc) {
  static final byte[] EXIF_HEAD = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  static final byte[] XMP_HEAD =
      "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);
  static final byte[] ICC_HEAD = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
  static final byte[] XMP_KEYWORD =
      "XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NONE = {};
  private static final byte IPTC_RECORD = 0x1c;
  private static final int MOST_BYTES = 4 << 20;
  private static final int PNG_SIGNATURE = 8;

  static Extras none() {
    return new Extras(NONE, NONE, NONE, NONE);
  }

  /** Reads them; formats that carry none give none. */
  static Extras of(ImageSource source, ImageFormat format) {
    try {
      return switch (format) {
        case JPEG -> jpeg(source.buffer());
        case PNG -> png(source.buffer());
        case TIFF -> tiff(source.buffer());
        default -> none();
      };
    } catch (IOException | RuntimeException damaged) {
      return none();
    }
  }

  /** The same without a profile. */
  Extras withoutProfile() {
    return new Extras(NONE, exif, xmp, iptc);
  }

  boolean empty() {
    return profile.length + exif.length + xmp.length + iptc.length == 0;
  }

  /** What an output wants of them. */
  Extras allowed(Output output) {
    byte[] described =
        exif.length == 0 ? exif : Description.ofBlock(exif).allowed(output.metadata()).block();
    return new Extras(
        output.icc() == Icc.KEEP ? profile : NONE,
        described,
        output.metadata() == Metadata.KEEP ? xmp : NONE,
        output.metadata() == Metadata.KEEP ? iptc : NONE);
  }

  /** A copy of a JPEG whose profile is named so that nobody knows it. */
  static byte[] hidingProfile(ImageSource source) {
    byte[] copy = source.segment().toArray(ValueLayout.JAVA_BYTE);
    ByteBuffer file = ByteBuffer.wrap(copy);
    for (Segment segment : segments(file)) {
      if (segment.profile(file)) {
        copy[segment.from] = 'X';
      }
    }
    return copy;
  }

  /** A marker of a JPEG and where its data are. */
  private record Segment(int marker, int from, int to) {
    boolean profile(ByteBuffer file) {
      return marker == 0xe2 && starts(file, from, ICC_HEAD) && to - from > ICC_HEAD.length + 2;
    }
  }

  /** What comes before the first scan. */
  private static List<Segment> segments(ByteBuffer file) {
    List<Segment> found = new ArrayList<>();
    int at = 2;
    while (at + 4 <= file.limit() && (file.get(at) & 0xff) == 0xff) {
      int marker = file.get(at + 1) & 0xff;
      int end = at + 2 + (file.getShort(at + 2) & 0xffff);
      if (marker == 0xda || end > file.limit() || end < at + 4) {
        break;
      }
      found.add(new Segment(marker, at + 4, end));
      at = end;
    }
    return found;
  }

  private static Extras jpeg(ByteBuffer file) {
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    byte[] exif = NONE;
    byte[] xmp = NONE;
    byte[] iptc = NONE;
    for (Segment segment : segments(file)) {
      if (segment.marker == 0xe1 && starts(file, segment.from, EXIF_HEAD) && exif.length == 0) {
        exif = bytes(file, segment.from + EXIF_HEAD.length, segment.to);
      } else if (segment.marker == 0xe1 && starts(file, segment.from, XMP_HEAD)) {
        xmp = bytes(file, segment.from + XMP_HEAD.length, segment.to);
      } else if (segment.marker == PhotoshopSegment.MARKER
          && starts(file, segment.from, PhotoshopSegment.HEAD)
          && iptc.length == 0) {
        iptc =
            PhotoshopSegment.records(
                bytes(file, segment.from + PhotoshopSegment.HEAD.length, segment.to));
      } else if (segment.profile(file) && profile.size() < MOST_BYTES) {
        // writers put the parts in order
        profile.writeBytes(bytes(file, segment.from + ICC_HEAD.length + 2, segment.to));
      }
    }
    return new Extras(profile.toByteArray(), exif, xmp, iptc);
  }

  private static Extras png(ByteBuffer file) throws IOException {
    byte[] profile = NONE;
    byte[] exif = NONE;
    byte[] xmp = NONE;
    int at = PNG_SIGNATURE;
    while (at + 12 <= file.limit()) {
      int length = file.getInt(at);
      String type = new String(bytes(file, at + 4, at + 8), StandardCharsets.US_ASCII);
      int from = at + 8;
      if (length < 0 || length > file.limit() - from - 4) {
        break;
      }
      switch (type) {
        case "iCCP" -> {
          int name = from;
          while (name < from + length && file.get(name) != 0) {
            name++;
          }
          profile = inflated(bytes(file, Math.min(name + 2, from + length), from + length));
        }
        case "eXIf" -> exif = bytes(file, from, from + length);
        case "iTXt" -> {
          if (starts(file, from, XMP_KEYWORD)) {
            xmp = bytes(file, from + XMP_KEYWORD.length, from + length);
          }
        }
        default -> {}
      }
      at = from + length + 4;
    }
    return new Extras(profile, exif, xmp, NONE);
  }

  private static Extras tiff(ByteBuffer file) {
    TagTable first = TagTable.first(file).orElseGet(TagTable::empty);
    return new Extras(
        data(first, TagTable.PROFILE),
        Description.ofPicture(first, file).block(),
        data(first, TagTable.XMP),
        first.bytes(TagTable.IPTC, IPTC_RECORD));
  }

  private static byte[] data(TagTable table, int tag) {
    return table.tags().containsKey(tag) ? table.tags().get(tag).data() : NONE;
  }

  private static byte[] inflated(byte[] packed) throws IOException {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      byte[] data = in.readNBytes(MOST_BYTES + 1);
      return data.length > MOST_BYTES ? NONE : data;
    }
  }

  private static boolean starts(ByteBuffer file, int at, byte[] with) {
    return at + with.length <= file.limit()
        && file.slice(at, with.length).equals(ByteBuffer.wrap(with));
  }

  private static byte[] bytes(ByteBuffer file, int from, int to) {
    byte[] copy = new byte[to - from];
    file.get(from, copy);
    return copy;
  }
}
