package io.darkroom.codecs.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @Property(tries = 200)
  void laterIdsSortAfterEarlierOnes(
      @ForAll @LongRange(min = 0, max = 1L << 47) long earlier,
      @ForAll @LongRange(min = 1, max = 1L << 40) long gap) {
    String first = idsAt(earlier).next(IdKind.JOB);
    String second = idsAt(earlier + gap).next(IdKind.JOB);

    assertThat(first).isLessThan(second);
    assertThat(Ids.isValid(IdKind.JOB, first)).isTrue();
  }

  @Test
  void idsOfOneMillisecondDiffer() {
    Ids ids = idsAt(1_700_000_000_000L);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      seen.add(ids.next(IdKind.TASK));
    }
    assertThat(seen).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "job_",
        "job_01",
        "img_01hzx3v9k4q8m7n6p5r4s3t2w1",
        "job_01HZX3V9K4Q8M7N6P5R4S3T2W1",
        "job_81hzx3v9k4q8m7n6p5r4s3t2w1",
        "job_01hzx3v9k4q8m7n6p5r4s3t2w1 ",
        "../etc/passwd"
      })
  void refusesOtherText(String text) {
    assertThat(Ids.isValid(IdKind.JOB, text)).isFalse();
  }

  private static Ids idsAt(long millis) {
    return new Ids(InstantSource.fixed(Instant.ofEpochMilli(millis)), new Random(42));
  }
}
