package io.darkroom.engine.portable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One directory of tags in TIFF form, which EXIF has too. Values are held in big-endian order. What
 * is damaged is left out when it is read.
 */
record TagTable(NavigableMap<Integer, Tag> tags) {
  static final int XMP = 700;
  static final int ARTIST = 315;
  static final int COPYRIGHT = 33_432;
  static final int IPTC = 33_723;
  static final int EXIF = 34_665;
  static final int PROFILE = 34_675;
  static final int GPS = 34_853;
  private static final int HEAD = 8;
  private static final int ENTRY = 12;
  private static final int INLINE = 4;
  private static final int MOST_TAGS = 500;
  private static final int MOST_BYTES = 4 << 20;
  private static final int LONG = 4;

  /** Bytes of a value and of the parts whose order turns, by the type's number. */
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

  private static final int[] WORDS = {0, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8};

  /** A tag's type, number of values, and their bytes. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Tag(int type, int count, byte[] data) {}

  /** An empty table. */
  static TagTable empty() {
    return new TagTable(new TreeMap<>());
  }

  /** These tags alone. */
  TagTable only(Set<Integer> wanted) {
    TagTable table = empty();
    tags.forEach(
        (number, tag) -> {
          if (wanted.contains(number)) {
            table.tags.put(number, tag);
          }
        });
    return table;
  }

  /**
   * A tag's data as the bytes of a stream; empty where it is missing. Some writers call such a
   * stream words, though nobody may turn it.
   *
   * @param start the byte that a stream of this kind begins with
   */
  byte[] bytes(int number, byte start) {
    Tag tag = tags.get(number);
    if (tag == null) {
      return new byte[0];
    }
    byte[] data = tag.data.clone();
    if (tag.type == LONG && data[0] != start && data[INLINE - 1] == start) {
      turn(data, INLINE);
    }
    return data;
  }

  /** The first directory of a block. */
  static Optional<TagTable> first(ByteBuffer block) {
    ByteBuffer bytes = block.duplicate();
    if (bytes.limit() < HEAD) {
      return Optional.empty();
    }
    bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return bytes.getShort(2) == 42 ? at(bytes, bytes.getInt(INLINE)) : Optional.empty();
  }

  /** The directory that a tag of this one leads to, in the same block. */
  Optional<TagTable> nested(ByteBuffer block, int tag) {
    Tag place = tags.get(tag);
    if (place == null || place.data.length != LONG) {
      return Optional.empty();
    }
    ByteBuffer bytes = block.duplicate();
    bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return at(bytes, ByteBuffer.wrap(place.data).getInt());
  }

  private static Optional<TagTable> at(ByteBuffer bytes, int start) {
    if (start < HEAD || start > bytes.limit() - 2) {
      return Optional.empty();
    }
    TagTable table = empty();
    int count = Math.min(bytes.getShort(start) & 0xffff, MOST_TAGS);
    for (int i = 0; i < count && start + 2 + (i + 1) * ENTRY <= bytes.limit(); i++) {
      int entry = start + 2 + i * ENTRY;
      int type = bytes.getShort(entry + 2) & 0xffff;
      long values = bytes.getInt(entry + INLINE) & 0xffffffffL;
      long length = type < SIZES.length ? values * SIZES[type] : 0;
      long from = length <= INLINE ? entry + HEAD : bytes.getInt(entry + HEAD) & 0xffffffffL;
      if (length > 0 && length <= MOST_BYTES && from + length <= bytes.limit()) {
        byte[] data = new byte[(int) length];
        bytes.get((int) from, data);
        if (bytes.order() == ByteOrder.LITTLE_ENDIAN) {
          turn(data, WORDS[type]);
        }
        table.tags.put(bytes.getShort(entry) & 0xffff, new Tag(type, (int) values, data));
      }
    }
    return Optional.of(table);
  }

  private static void turn(byte[] data, int word) {
    for (int at = 0; at + word <= data.length; at += word) {
      for (int i = 0; i < word / 2; i++) {
        byte first = data[at + i];
        data[at + i] = data[at + word - 1 - i];
        data[at + word - 1 - i] = first;
      }
    }
  }

  /** This table alone, as a block of its own that starts with its header. */
  byte[] block(Map<Integer, TagTable> below) {
    ByteBuffer head = ByteBuffer.allocate(HEAD).put(new byte[] {'M', 'M', 0, 42}).putInt(HEAD);
    byte[] body = directory(HEAD, below);
    return ByteBuffer.allocate(HEAD + body.length).put(head.array()).put(body).array();
  }

  /**
   * The bytes of this directory, then its values, then the directories below it.
   *
   * @param start where they will lie in the block
   * @param below directories by the tag that leads there
   */
  byte[] directory(int start, Map<Integer, TagTable> below) {
    TreeMap<Integer, Tag> all = new TreeMap<>(tags);
    below.keySet().forEach(tag -> all.put(tag, new Tag(LONG, 1, new byte[LONG])));
    int length = 2 + all.size() * ENTRY + LONG;
    for (Tag tag : all.values()) {
      length += tag.data.length > INLINE ? even(tag.data.length) : 0;
    }
    Map<Integer, byte[]> bodies = new TreeMap<>();
    Map<Integer, Integer> places = new TreeMap<>();
    for (Map.Entry<Integer, TagTable> table : below.entrySet()) {
      byte[] body = table.getValue().directory(start + length, Map.of());
      places.put(table.getKey(), start + length);
      bodies.put(table.getKey(), body);
      length += even(body.length);
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    out.putShort((short) all.size());
    int values = 2 + all.size() * ENTRY + LONG;
    for (Map.Entry<Integer, Tag> entry : all.entrySet()) {
      Tag tag = entry.getValue();
      out.putShort(entry.getKey().shortValue()).putShort((short) tag.type).putInt(tag.count);
      int slot = out.position();
      if (places.containsKey(entry.getKey())) {
        out.putInt(places.get(entry.getKey()));
      } else if (tag.data.length <= INLINE) {
        out.put(tag.data);
      } else {
        out.putInt(start + values);
        out.put(values, tag.data);
        values += even(tag.data.length);
      }
      out.position(slot + INLINE);
    }
    bodies.forEach((tag, body) -> out.put(places.get(tag) - start, body));
    return out.array();
  }

  private static int even(int length) {
    return length + length % 2;
  }
}
