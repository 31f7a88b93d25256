package io.darkroom.codecs.image;

/** Reads the header of one format. */
interface HeaderParser {
  /**
   * Parses the header. Sets what is known so far on the draft, so that it survives when the prefix
   * turns out too short.
   */
  void parse(Prefix file, Draft draft);
}
