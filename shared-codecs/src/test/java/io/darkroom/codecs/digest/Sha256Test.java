package io.darkroom.codecs.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
  /** Of the examples in FIPS 180-2. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void textBytesAndPiecesGiveTheSame() {
    byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
    var pieces = Sha256.begin();
    pieces.update(bytes, 0, 1);
    pieces.update(bytes, 1, 2);

    assertThat(Sha256.hex("abc")).isEqualTo(ABC);
    assertThat(Sha256.hex(bytes)).isEqualTo(ABC);
    assertThat(HexFormat.of().formatHex(Sha256.digest(bytes))).isEqualTo(ABC);
    assertThat(HexFormat.of().formatHex(pieces.digest())).isEqualTo(ABC);
  }

  @Test
  void textIsTakenAsUtf8() {
    assertThat(Sha256.hex("\u00e9")).isEqualTo(Sha256.hex(new byte[] {(byte) 0xc3, (byte) 0xa9}));
  }
}
