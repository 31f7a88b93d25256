package io.darkroom.codecs.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What shows through the frames of a moving WebP, from their headers. */
class WebpFramesTest {
  private static final int BLENDED = 0;
  private static final int CLEARED = 1;
  private static final int REPLACES = 2;
  private static final byte[] OPAQUE = chunk("VP8 ", new byte[10]);
  private static final byte[] TRANSLUCENT = chunk("ALPH", new byte[4]);

  @Test
  void framesThatCoverAllAreWhole() {
    assertThat(probe(List.of(full(BLENDED, OPAQUE), full(BLENDED, OPAQUE))).wholeFrames()).isTrue();
  }

  @Test
  void aFrameThatLeavesSomethingOutIsNot() {
    for (byte[] part :
        List.of(
            frame(2, 0, 38, 30, REPLACES, OPAQUE),
            frame(0, 2, 40, 28, REPLACES, OPAQUE),
            frame(0, 0, 39, 30, REPLACES, OPAQUE),
            frame(0, 0, 40, 29, REPLACES, OPAQUE))) {
      ImageInfo info = probe(List.of(full(BLENDED, OPAQUE), part));

      assertThat(info.frames()).isEqualTo(2);
      assertThat(info.wholeFrames()).isFalse();
    }
  }

  @Test
  void transparencyShowsWhatWasBeforeUnlessItIsReplaced() {
    assertThat(probe(List.of(full(BLENDED, TRANSLUCENT))).wholeFrames()).isTrue();
    assertThat(probe(List.of(full(BLENDED, OPAQUE), full(BLENDED, TRANSLUCENT))).wholeFrames())
        .isFalse();
    assertThat(probe(List.of(full(REPLACES, TRANSLUCENT), full(REPLACES, TRANSLUCENT))))
        .extracting(ImageInfo::wholeFrames)
        .isEqualTo(true);
  }

  @Test
  void losslessFramesSayThemselvesWhetherTheyAreOpaque() {
    byte[] opaque = full(BLENDED, chunk("VP8L", new byte[] {0x2f, 39, 0, 0, 0}));
    byte[] translucent = full(BLENDED, chunk("VP8L", new byte[] {0x2f, 39, 0, 0, 0x10}));

    assertThat(probe(List.of(opaque, opaque)).wholeFrames()).isTrue();
    assertThat(probe(List.of(opaque, translucent)).wholeFrames()).isFalse();
  }

  @Test
  void overSomethingOpaqueNothingShinesThrough() {
    byte[] part = frame(4, 4, 8, 8, BLENDED, TRANSLUCENT);
    byte[] cleared = frame(4, 4, 8, 8, CLEARED, OPAQUE);
    byte[] all = full(BLENDED, OPAQUE);

    for (List<byte[]> opaque :
        List.of(
            List.of(all, part, frame(4, 4, 8, 8, REPLACES, OPAQUE)),
            List.of(all, part, cleared),
            List.of(all, cleared, all, part))) {
      assertThat(probe(opaque).hasAlpha()).isFalse();
      assertThat(probe(opaque).channels()).isEqualTo(3);
    }
    for (List<byte[]> seenThrough :
        List.of(
            List.of(part, all),
            List.of(frame(0, 0, 20, 30, BLENDED, OPAQUE), all),
            List.of(full(BLENDED, TRANSLUCENT), part),
            List.of(all, frame(4, 4, 8, 8, REPLACES, TRANSLUCENT)),
            List.of(all, cleared, part))) {
      assertThat(probe(seenThrough).hasAlpha()).isTrue();
      assertThat(probe(seenThrough).channels()).isEqualTo(4);
    }
  }

  private static ImageInfo probe(List<byte[]> frames) {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    byte[] canvas = {2, 0, 0, 0, 39, 0, 0, 29, 0, 0};
    chunks.writeBytes(chunk("VP8X", canvas));
    frames.forEach(chunks::writeBytes);
    ByteBuffer file =
        ByteBuffer.allocate(12 + chunks.size())
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("RIFF".getBytes(StandardCharsets.US_ASCII))
            .putInt(4 + chunks.size())
            .put("WEBP".getBytes(StandardCharsets.US_ASCII))
            .put(chunks.toByteArray())
            .flip();
    return ((HeaderProbe.Result.Known) HeaderProbe.probe(file, file.limit())).info();
  }

  private static byte[] full(int flags, byte[] content) {
    return frame(0, 0, 40, 30, flags, content);
  }

  private static byte[] frame(int x, int y, int width, int height, int flags, byte[] content) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + content.length);
    for (int number : List.of(x / 2, y / 2, width - 1, height - 1, 100)) {
      bytes.put((byte) number).putShort((short) 0);
    }
    return chunk("ANMF", bytes.put((byte) flags).put(content).array());
  }

  private static byte[] chunk(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length + (content.length & 1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .putInt(content.length)
        .put(content)
        .array();
  }
}
