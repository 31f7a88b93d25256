package io.darkroom.processing.transform;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.engine.ImageEngine;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.RenderOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker: does one order at a time, on a thread of the transform pool. */
public final class TransformVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(TransformVerticle.class);

  private final ImageEngine engine;
  private final Niceness niceness;
  private final String address;
  private MessageConsumer<WorkOrder> consumer;

  /** A worker that listens at an address of its own. */
  TransformVerticle(ImageEngine engine, Niceness niceness, String address) {
    this.engine = engine;
    this.niceness = niceness;
    this.address = address;
  }

  @Override
  public Future<?> start() {
    consumer = vertx.eventBus().localConsumer(address, this::work);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return consumer.unregister();
  }

  private void work(Message<WorkOrder> message) {
    niceness.apply();
    message.reply(reply(message.body()));
  }

  private WorkReply reply(WorkOrder order) {
    try {
      return switch (order) {
        case RenderOrder render -> render(render);
        case InspectOrder inspect -> inspect(inspect);
      };
    } catch (FailureException refused) {
      return new WorkReply.Refused(refused);
    } catch (NoSuchFileException absent) {
      return refused(FailureCode.NOT_FOUND, "The image's bytes are gone", absent);
    } catch (IOException unreadable) {
      return refused(FailureCode.UNAVAILABLE, "The blob store is not available", unreadable);
    } catch (OutOfMemoryError full) {
      return refused(FailureCode.OVERLOADED, "Not enough memory for this image now", full);
    } catch (RuntimeException bug) {
      log.atError().setCause(bug).log("transform failed");
      return refused(FailureCode.INTERNAL, FailureCode.INTERNAL.title(), bug);
    }
  }

  private static WorkReply refused(FailureCode code, String detail, Throwable cause) {
    return new WorkReply.Refused(Failure.of(code, detail).asException(cause));
  }

  private WorkReply render(RenderOrder order) throws IOException {
    RenderOptions options =
        RenderOptions.defaults()
            .withDeadline(Instant.now().plus(order.limit()))
            .withCancel(order.cancel())
            .withAcceptedFormats(order.accepted())
            .withImages(id -> watermark(order.images(), id));
    try (ImageSource source = ImageSource.of(order.source())) {
      return new WorkReply.Rendered(engine.renderAll(source, order.recipes(), options));
    }
  }

  private static ImageSource watermark(Map<String, Path> images, String id) {
    Path file = images.get(id);
    if (file == null) {
      throw Failure.of(FailureCode.NOT_FOUND, "There is no image " + id).asException();
    }
    try {
      return ImageSource.of(file);
    } catch (IOException e) {
      throw Failure.of(FailureCode.NOT_FOUND, "The bytes of image " + id + " are gone")
          .asException(e);
    }
  }

  private WorkReply inspect(InspectOrder order) throws IOException {
    RenderOptions options =
        RenderOptions.defaults()
            .withDeadline(Instant.now().plus(order.limit()))
            .withCancel(order.cancel());
    try (ImageSource source = ImageSource.of(order.source())) {
      return new WorkReply.Inspected(engine.inspect(source, options));
    }
  }
}
