package io.darkroom.processing.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.processing.cache.ResultKey;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderMemoryTest {
  private final RenderMemory memory = new RenderMemory(1_000);

  private static ResultKey key(String name) {
    return new ResultKey("source", name);
  }

  private void put(String name, int bytes) {
    memory.put(
        key(name),
        new RenderedImage(Buffer.buffer(new byte[bytes]), ImageFormat.PNG, Optional.empty()));
  }

  @Test
  void whatWasNotUsedForLongestGoesFirst() {
    for (String name : new String[] {"a", "b", "c", "d"}) {
      put(name, 250);
    }
    memory.get(key("a"));

    put("e", 250);

    assertThat(memory.get(key("a"))).isPresent();
    assertThat(memory.get(key("b"))).isEmpty();
    assertThat(memory.get(key("e"))).isPresent();
    assertThat(memory.bytes()).isEqualTo(1_000);
  }

  @Test
  void aResultThatWouldPushOutMostOthersIsNotKept() {
    put("large", 251);

    assertThat(memory.get(key("large"))).isEmpty();
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void theSameResultAgainCountsOnce() {
    put("a", 200);
    put("a", 100);

    assertThat(memory.bytes()).isEqualTo(100);
  }

  @Test
  void aDeletedSourceTakesItsResultsWithIt() {
    put("a", 100);
    put("b", 100);

    memory.purge("source");

    assertThat(memory.get(key("a"))).isEmpty();
    assertThat(memory.bytes()).isZero();
  }
}
