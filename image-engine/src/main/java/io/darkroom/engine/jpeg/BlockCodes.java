package io.darkroom.engine.jpeg;

import java.util.HashMap;
import java.util.Map;

/** The readers of a scan's blocks. What is worked out from a code is shared by them. */
final class BlockCodes {
  private static final int SMALL_SKIP = 8;
  private static final int LARGE_WINDOW = 12;

  private final boolean few;
  private final Map<HuffmanCode, SymbolTable> symbols = new HashMap<>();
  private final Map<HuffmanCode, BlockTail> tails = new HashMap<>();
  private final Map<HuffmanCode, PairTable> pairs = new HashMap<>();

  /**
   * @param few whether only few blocks follow, for which large tables are not worth their making
   */
  BlockCodes(boolean few) {
    this.few = few;
  }

  /** A reader of coefficients for less than four points on a side. */
  BlockReader blockReader(Scan.Part part, int points) {
    return new BlockReader(dc(part), ac(part), tail(part), ReducedInverse.last(points));
  }

  /** A reader of coefficients for four points on a side. */
  BatchReader batchReader(Scan.Part part) {
    SymbolTable ac = ac(part);
    int window = few ? SymbolTable.WIDTH : LARGE_WINDOW;
    PairTable pair = pairs.computeIfAbsent(part.ac(), _ -> new PairTable(ac, window));
    return new BatchReader(dc(part), ac, pair, tail(part));
  }

  private SymbolTable dc(Scan.Part part) {
    return symbols.computeIfAbsent(part.dc(), SymbolTable::dc);
  }

  private SymbolTable ac(Scan.Part part) {
    return symbols.computeIfAbsent(part.ac(), SymbolTable::ac);
  }

  private BlockTail tail(Scan.Part part) {
    SymbolTable ac = ac(part);
    int window = few ? SMALL_SKIP : LARGE_WINDOW;
    return tails.computeIfAbsent(part.ac(), _ -> new BlockTail(ac, new SkipTable(ac, window)));
  }
}
