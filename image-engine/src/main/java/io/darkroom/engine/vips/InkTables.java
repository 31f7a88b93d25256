package io.darkroom.engine.vips;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of the profiles that were used last. For any thread. */
final class InkTables {
  /** Tables that are kept, of 400 kB each beside their profiles. */
  private static final int MOST = 8;

  /** Bytes of a profile that is kept; those of printers have one or two million at most. */
  private static final int LONGEST = 4 << 20;

  private final Map<ByteBuffer, InkTable> tables = new LinkedHashMap<>(MOST, 0.75f, true);

  /**
   * The table of a profile, worked out where it is not there yet. Two threads may do so at once.
   *
   * @param profile or empty, see {@link InkTable#of}
   */
  InkTable of(Scope scope, byte[] profile) {
    ByteBuffer key = ByteBuffer.wrap(profile);
    InkTable known = find(key);
    return known == null ? keep(key, InkTable.of(scope, profile)) : known;
  }

  private synchronized InkTable find(ByteBuffer profile) {
    return tables.get(profile);
  }

  private synchronized InkTable keep(ByteBuffer profile, InkTable table) {
    if (profile.limit() > LONGEST) {
      return table;
    }
    tables.put(profile, table);
    if (tables.size() > MOST) {
      tables.remove(tables.keySet().iterator().next());
    }
    return table;
  }
}
