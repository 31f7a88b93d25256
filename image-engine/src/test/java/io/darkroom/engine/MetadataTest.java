package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What becomes of metadata. */
class MetadataTest {
  @OnEveryEngine
  void metadataIsStrippedUnlessItIsToBeKept(ImageEngine engine) {
    byte[] source = Fixtures.describedJpeg(60, 40);
    for (String format : formats(engine)) {
      assertThat(exif(engine, source, format)).doesNotContainKeys("Copyright", "Make");
      assertThat(exif(engine, source, format + ":meta=keep"))
          .as(format)
          .containsEntry("Copyright", "Me")
          .containsEntry("Make", "Cam");
      assertThat(exif(engine, source, format + ":meta=copyright"))
          .as(format)
          .containsEntry("Copyright", "Me")
          .doesNotContainKey("Make");
    }
  }

  @OnEveryEngine
  void metadataIsReadFromWhatWasWritten(ImageEngine engine) {
    for (String format : formats(engine)) {
      ByteBuffer kept = render(engine, Fixtures.describedJpeg(60, 40), format + ":meta=keep");
      byte[] source = new byte[kept.remaining()];
      kept.get(source);
      assertThat(exif(engine, source, "jpeg:meta=keep"))
          .as(format)
          .containsEntry("Copyright", "Me")
          .containsEntry("Make", "Cam");
    }
  }

  @OnEveryEngine
  void iptcIsKeptWithTheRestOrNotAtAll(ImageEngine engine) {
    byte[] source = withIptc(Fixtures.describedJpeg(60, 40));

    assertThat(exif(engine, source, "jpeg")).doesNotContainKey("By-line");
    assertThat(exif(engine, source, "jpeg:meta=copyright")).doesNotContainKey("By-line");
    assertThat(exif(engine, source, "jpeg:meta=keep"))
        .containsEntry("By-line", "Ada")
        .containsEntry("Make", "Cam");
  }

  @OnEveryEngine
  void iptcGoesThroughATiffWhereExifDoes(ImageEngine engine) {
    if (formats(engine).contains("tiff")) {
      byte[] source = withIptc(Fixtures.describedJpeg(60, 40));
      ByteBuffer tiff = render(engine, source, "tiff:meta=keep");
      byte[] between = new byte[tiff.remaining()];
      tiff.get(between);

      assertThat(exif(engine, between, "jpeg:meta=keep")).containsEntry("By-line", "Ada");
    }
  }

  /** libvips writes no EXIF into a TIFF. */
  private static List<String> formats(ImageEngine engine) {
    return engine.describe().lanes().size() > 1
        ? List.of("jpeg", "png", "webp")
        : List.of("jpeg", "png", "tiff");
  }

  /** A JPEG with an APP13 segment: a resource of another kind, then the author's name in IPTC. */
  private static byte[] withIptc(byte[] jpeg) {
    byte[] records = HexFormat.of().parseHex("1c0250" + "0003" + "416461");
    byte[] other =
        HexFormat.of().parseHex("3842494d" + "03ed" + "026162" + "00" + "00000001" + "0700");
    ByteBuffer segment = ByteBuffer.allocate(4 + 14 + other.length + 12 + records.length);
    segment.putShort((short) 0xffed).putShort((short) (segment.capacity() - 2));
    segment.put("Photoshop 3.0\0".getBytes(StandardCharsets.US_ASCII)).put(other);
    segment.put(HexFormat.of().parseHex("3842494d" + "0404" + "0000" + "00000008")).put(records);
    return ByteBuffer.allocate(jpeg.length + segment.capacity())
        .put(jpeg, 0, 2)
        .put(segment.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static Map<String, String> exif(ImageEngine engine, byte[] source, String recipe) {
    return engine
        .inspect(ImageSource.of(render(engine, source, recipe)), RenderOptions.defaults())
        .exif();
  }

  private static ByteBuffer render(ImageEngine engine, byte[] source, String recipe) {
    return engine
        .render(ImageSource.of(source), Recipes.parseText(recipe), RenderOptions.defaults())
        .bytes();
  }
}
