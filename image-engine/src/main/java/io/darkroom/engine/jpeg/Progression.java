package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the scans of a progressive file bring, and which of them are worth reading (ITU-T T.81,
 * G.1.1.1).
 */
final class Progression {
  private static final int BLOCK = 64;
  private static final int MOST_LOW = 13;
  private static final int NOTHING = -1;

  private Progression() {}

  /**
   * The scans that have to be decoded, in their order: those with coefficients that are needed, and
   * those that say which coefficients are not zero in a band that is refined with them.
   *
   * @param needed for each component, a bit for each coefficient
   * @throws LaneDeclinedException when the scans are in no order that makes sense, or do not bring
   *     all bits of what is needed
   */
  static List<Scan> needed(List<Scan> scans, long[] needed) {
    requireOrder(scans, needed);
    long[] wanted = needed.clone();
    List<Scan> found = new ArrayList<>();
    for (Scan scan : scans.reversed()) {
      boolean wants = false;
      for (Scan.Part part : scan.parts()) {
        wants |= (wanted[part.component()] & scan.band()) != 0;
      }
      if (wants) {
        found.addFirst(scan);
        if (scan.refines()) {
          scan.parts().forEach(part -> wanted[part.component()] |= scan.band());
        }
      }
    }
    return found;
  }

  private static void requireOrder(List<Scan> scans, long[] needed) {
    int[][] left = new int[needed.length][BLOCK];
    for (int[] component : left) {
      Arrays.fill(component, NOTHING);
    }
    for (Scan scan : scans) {
      boolean first = scan.from() == 0;
      require(first ? scan.to() == 0 : scan.parts().size() == 1, "a strange band");
      require(scan.low() <= MOST_LOW, "bits that are none");
      require(!scan.refines() || scan.low() == scan.high() - 1, "more than one bit more");
      for (Scan.Part part : scan.parts()) {
        int[] component = left[part.component()];
        require(first || component[0] != NOTHING, "details before the mean");
        boolean coded = first ? scan.refines() || part.dc() != null : part.ac() != null;
        require(coded, "no tables");
        for (int k = scan.from(); k <= scan.to(); k++) {
          require(component[k] == (scan.refines() ? scan.high() : NOTHING), "bits out of order");
          component[k] = scan.low();
        }
      }
    }
    for (int i = 0; i < needed.length; i++) {
      for (int k = 0; k < BLOCK; k++) {
        require((needed[i] >> k & 1) == 0 || left[i][k] == 0, "bits that are missing");
      }
    }
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new LaneDeclinedException(otherwise);
    }
  }
}
