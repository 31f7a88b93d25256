package io.darkroom.engine;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The coefficients of a picture, written as a baseline file or as a progressive one of any script.
 *
 * @param samplings of each component, as in a frame
 * @param blocks of each component, row by row with what fills the last MCU, in zig-zag order
 */
record JpegCoefficients(int width, int height, List<Integer> samplings, List<List<int[]>> blocks) {

  /** With means as far from each other as they can be. */
  JpegCoefficients contrasted(Random random) {
    List<List<int[]>> others =
        blocks.stream()
            .map(of -> of.stream().map(block -> extreme(block, random)).toList())
            .toList();
    return new JpegCoefficients(width, height, samplings, others);
  }

  private static int[] extreme(int[] block, Random random) {
    int[] other = block.clone();
    other[0] = random.nextBoolean() ? 1023 - random.nextInt(9) : random.nextInt(9) - 1023;
    return other;
  }

  /** Coefficients by chance: many, some or none in a block, most of them small. */
  static JpegCoefficients random(Random random, int width, int height, List<Integer> samplings) {
    int mostAcross = samplings.size() == 1 ? 1 : samplings.get(0) >> 4;
    int mostDown = samplings.size() == 1 ? 1 : samplings.get(0) & 15;
    List<List<int[]>> blocks = new ArrayList<>();
    for (int i = 0; i < samplings.size(); i++) {
      int across = samplings.size() == 1 ? 1 : samplings.get(i) >> 4;
      int down = samplings.size() == 1 ? 1 : samplings.get(i) & 15;
      int count =
          Math.ceilDiv(width, 8 * mostAcross) * across * Math.ceilDiv(height, 8 * mostDown) * down;
      blocks.add(IntStream.range(0, count).mapToObj(_ -> block(random)).toList());
    }
    return new JpegCoefficients(width, height, samplings, blocks);
  }

  private static int[] block(Random random) {
    int[] block = new int[64];
    block[0] = random.nextInt(401) - 200;
    int density = random.nextInt(4);
    for (int k = 1; k < 64 && density > 0; k++) {
      if (random.nextInt(80) < 60 * density / (k + 2) + (density == 3 ? 5 : 0)) {
        block[k] = (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(1 << random.nextInt(6)));
      }
    }
    return block;
  }

  /** In one scan, with a restart after so many MCUs unless 0. */
  byte[] baseline(int restart) {
    return baseline(JpegCodes.usual(), restart);
  }

  /** The same in other codes. */
  byte[] baseline(JpegCodes codes, int restart) {
    List<Integer> all = IntStream.range(0, samplings.size()).boxed().toList();
    JpegScript.Pass pass = new JpegScript.Pass(all, 0, 63, 0, 0);
    return file(0xc0, List.of(pass), codes, restart);
  }

  /** In the scans of a script. */
  byte[] progressive(JpegScript script, int restart) {
    return file(0xc2, script.passes(), JpegCodes.usual(), restart);
  }

  private byte[] file(int frame, List<JpegScript.Pass> passes, JpegCodes codes, int restart) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    bytes(to, 0xff, 0xd8, 0xff, 0xdb, 0, 67, 0);
    IntStream.range(0, 64).forEach(k -> to.write(1 + k / 8));
    int count = samplings.size();
    bytes(to, 0xff, frame, 0, 8 + 3 * count, 8, height >> 8, height, width >> 8, width, count);
    for (int i = 0; i < count; i++) {
      bytes(to, i + 1, samplings.get(i), 0);
    }
    codes.define(to);
    bytes(to, 0xff, 0xdd, 0, 4, restart >> 8, restart);
    for (JpegScript.Pass pass : passes) {
      bytes(to, 0xff, 0xda, 0, 6 + 2 * pass.components().size(), pass.components().size());
      pass.components().forEach(i -> bytes(to, i + 1, 0));
      bytes(to, pass.from(), pass.to(), pass.high() << 4 | pass.low());
      new JpegPass(pass, codes, to).write(units(pass), restart);
    }
    bytes(to, 0xff, 0xd9);
    return to.toByteArray();
  }

  /** The blocks of each MCU of a scan, each with the place of its component in the scan. */
  private List<List<JpegPass.Block>> units(JpegScript.Pass pass) {
    List<List<JpegPass.Block>> units = new ArrayList<>();
    boolean alone = samplings.size() == 1;
    int mostAcross = alone ? 1 : samplings.get(0) >> 4;
    int mostDown = alone ? 1 : samplings.get(0) & 15;
    int acrossMcus = Math.ceilDiv(width, 8 * mostAcross);
    int downMcus = Math.ceilDiv(height, 8 * mostDown);
    if (pass.components().size() == 1) {
      int i = pass.components().getFirst();
      int across = alone ? 1 : samplings.get(i) >> 4;
      int down = alone ? 1 : samplings.get(i) & 15;
      int columns = Math.ceilDiv(Math.ceilDiv(width * across, mostAcross), 8);
      int rows = Math.ceilDiv(Math.ceilDiv(height * down, mostDown), 8);
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          int[] block = blocks.get(i).get(y * acrossMcus * across + x);
          units.add(List.of(new JpegPass.Block(0, block)));
        }
      }
      return units;
    }
    for (int unit = 0; unit < acrossMcus * downMcus; unit++) {
      List<JpegPass.Block> its = new ArrayList<>();
      for (int part = 0; part < pass.components().size(); part++) {
        int i = pass.components().get(part);
        int across = samplings.get(i) >> 4;
        for (int n = 0; n < across * (samplings.get(i) & 15); n++) {
          int y = unit / acrossMcus * (samplings.get(i) & 15) + n / across;
          int x = unit % acrossMcus * across + n % across;
          its.add(new JpegPass.Block(part, blocks.get(i).get(y * acrossMcus * across + x)));
        }
      }
      units.add(its);
    }
    return units;
  }

  private static void bytes(ByteArrayOutputStream to, int... values) {
    for (int value : values) {
      to.write(value);
    }
  }
}
