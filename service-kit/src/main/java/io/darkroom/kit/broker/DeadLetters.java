package io.darkroom.kit.broker;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.DeadLetter;
import io.darkroom.codecs.message.Topology;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Puts messages nobody can handle where an operator finds them, with the reason. */
final class DeadLetters {
  private static final int BODY_LIMIT = 64 * 1024;

  private final Publisher publisher;
  private final Topology topology;
  private final String queue;

  DeadLetters(Publisher publisher, Topology topology, String queue) {
    this.publisher = publisher;
    this.topology = topology;
    this.queue = queue;
  }

  Future<Void> publish(byte[] body, FailureCode code, String detail, Map<String, String> headers) {
    int length = Math.min(body.length, BODY_LIMIT);
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    DeadLetter letter = new DeadLetter(queue, code.wire(), detail, Instant.now(), text);
    return publisher.publish(topology.resultsExchange(), topology.deadKey(), letter, headers);
  }
}
