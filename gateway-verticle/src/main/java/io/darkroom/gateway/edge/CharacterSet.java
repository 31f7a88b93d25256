package io.darkroom.gateway.edge;

import java.util.BitSet;

/** Characters that are allowed somewhere. Asked for every header of every request. */
final class CharacterSet {
  private final BitSet members = new BitSet();

  CharacterSet(String characters) {
    characters.chars().forEach(members::set);
  }

  /** Whether a text has no other characters from this position on. */
  boolean holdsAll(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (!members.get(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
