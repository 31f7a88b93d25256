package io.darkroom.engine.portable;

import io.darkroom.codecs.recipe.Metadata;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a picture's tags say of it, without what they say of its pixels, its preview or its
 * direction.
 *
 * @param first camera, author and the like
 * @param below how and where it was taken, by the tag that leads there
 */
record Description(TagTable first, Map<Integer, TagTable> below) {
  /** Tags of a first directory that describe and do not lay out. */
  private static final Set<Integer> DESCRIBING =
      Set.of(270, 271, 272, 282, 283, 296, 305, 306, TagTable.ARTIST, 316, TagTable.COPYRIGHT);

  private static final Set<Integer> RIGHTS = Set.of(TagTable.ARTIST, TagTable.COPYRIGHT);

  /** From an EXIF block; empty when it cannot be read. */
  static Description ofBlock(byte[] exif) {
    ByteBuffer block = ByteBuffer.wrap(exif);
    return TagTable.first(block).map(table -> ofPicture(table, block)).orElseGet(Description::none);
  }

  /** From the first directory of a file. */
  static Description ofPicture(TagTable table, ByteBuffer block) {
    TagTable first = table.only(DESCRIBING);
    Map<Integer, TagTable> below = new TreeMap<>();
    for (int tag : new int[] {TagTable.EXIF, TagTable.GPS}) {
      table.nested(block, tag).ifPresent(found -> below.put(tag, found));
    }
    return new Description(first, below);
  }

  /** What an output may say. */
  Description allowed(Metadata metadata) {
    return switch (metadata) {
      case KEEP -> this;
      case COPYRIGHT -> new Description(first.only(RIGHTS), Map.of());
      case STRIP -> none();
    };
  }

  private static Description none() {
    return new Description(TagTable.empty(), Map.of());
  }

  boolean empty() {
    return first.tags().isEmpty() && below.isEmpty();
  }

  /** As an EXIF block; no bytes when there is nothing to say. */
  byte[] block() {
    return empty() ? new byte[0] : first.block(below);
  }
}
