package io.darkroom.codecs.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.message.TaskOrder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  private final RecordCodec<TaskOrder> codec = new RecordCodec<>(TaskOrder.class);
  private final TaskOrder order = new TaskOrder("tsk_1", 1, "grayscale/png");

  @Test
  void staysTheSameObjectInOneProcess() {
    assertThat(codec.transform(order)).isSameAs(order);
  }

  @Test
  void survivesTheWireWhereverItStartsInTheBuffer() {
    Buffer wire = Buffer.buffer("before");
    codec.encodeToWire(wire, order);
    wire.appendString("after");

    assertThat(codec.decodeFromWire("before".length(), wire)).isEqualTo(order);
  }

  @Test
  void registeringTwiceOnOneBusIsAllowed() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      BusCodecs.register(vertx.eventBus(), TaskOrder.class);
      BusCodecs.register(vertx.eventBus(), TaskOrder.class);
      vertx.eventBus().<TaskOrder>consumer("orders", m -> m.reply(m.body()));

      Object reply = vertx.eventBus().request("orders", order).await(10, TimeUnit.SECONDS).body();

      assertThat(reply).isSameAs(order);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }
}
