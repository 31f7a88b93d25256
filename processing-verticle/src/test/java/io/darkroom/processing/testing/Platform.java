package io.darkroom.processing.testing;

import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.codecs.message.Lane;
import io.darkroom.codecs.message.Message;
import io.darkroom.codecs.message.SourceImage;
import io.darkroom.codecs.message.TaskBatch;
import io.darkroom.codecs.message.TaskOrder;
import io.darkroom.codecs.message.Topology;
import io.darkroom.embedded.BrokerAddress;
import io.darkroom.embedded.RedisAddress;
import io.darkroom.embedded.TestBackends;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.blob.FileBlobStore;
import io.darkroom.kit.blob.StoredBlob;
import io.darkroom.kit.broker.Consumer;
import io.darkroom.kit.broker.Publisher;
import io.darkroom.kit.config.BlobConfig;
import io.darkroom.kit.config.BrokerConfig;
import io.darkroom.kit.config.Secret;
import io.darkroom.testing.CuttableLink;
import io.darkroom.testing.Eventually;
import io.darkroom.testing.TokenAuthority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Backends, the neighbours of the service, and any number of instances of it. */
public final class Platform implements AutoCloseable {
  public static final String OWNER = "usr_01hzzzzzzzzzzzzzzzzzzzzzzz";

  public final Vertx vertx = Vertx.vertx();
  public final Ids ids = new Ids();
  public final Outcomes outcomes = new Outcomes();
  public final TokenAuthority authority = new TokenAuthority(vertx);
  public final ImageDirectory directory = new ImageDirectory(vertx);
  public final CuttableLink brokerLink;
  public final CuttableLink redisLink;
  public final BlobStore blobs;
  public final Topology topology;
  private final Path folder;
  private final BrokerAddress broker = TestBackends.get().newBroker();
  private final RedisAddress redis = TestBackends.get().newRedis();
  private final Publisher publisher;
  private final Consumer results;
  private final List<Instance> instances = new ArrayList<>();

  public Platform(Path folder) {
    this.folder = folder;
    this.brokerLink = new CuttableLink(vertx, broker.host(), broker.port());
    this.redisLink = new CuttableLink(vertx, redis.host(), redis.port());
    this.topology = new Topology("darkroom");
    this.blobs = new FileBlobStore(vertx, new BlobConfig(folder.resolve("blobs")));
    BrokerConfig direct =
        new BrokerConfig(
            broker.host(),
            broker.port(),
            broker.user(),
            Secret.of(broker.password()),
            broker.virtualHost(),
            topology.prefix());
    this.publisher = Publisher.start(vertx, direct, topology, "test");
    this.results =
        Consumer.start(
            vertx, direct, topology, topology.resultsQueue(), 50, publisher, outcomes::take);
    Eventually.get(publisher.up());
    Eventually.get(results.up());
  }

  /** Starts an instance; settings as {@code key=value} override those of the test. */
  public Instance start(String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("broker.host", "127.0.0.1");
    all.put("broker.port", Integer.toString(brokerLink.port()));
    all.put("broker.user", broker.user());
    all.put("broker.password", broker.password());
    all.put("broker.virtual-host", broker.virtualHost());
    all.put("redis.host", "127.0.0.1");
    all.put("redis.port", Integer.toString(redisLink.port()));
    all.put("redis.password", redis.password());
    all.put("redis.database", Integer.toString(redis.database()));
    all.put("blobs.folder", folder.resolve("blobs").toString());
    all.put("drain.grace", "10s");
    all.put("processing.slots", "2");
    Arrays.stream(settings)
        .map(setting -> setting.split("=", 2))
        .forEach(parts -> all.put(parts[0], parts[1]));
    Instance instance = new Instance(vertx, all, authority, directory, ids);
    instances.add(instance);
    return instance;
  }

  /** As {@link #start}, but not behind the links that can be cut, which cost something. */
  public Instance startDirect(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("broker.port=" + broker.port());
    all.add("broker.host=" + broker.host());
    all.add("redis.port=" + redis.port());
    all.add("redis.host=" + redis.host());
    return start(all.toArray(String[]::new));
  }

  public StoredBlob store(byte[] bytes) {
    return Eventually.get(blobs.put(Buffer.buffer(bytes)));
  }

  public byte[] read(String sha256) {
    try {
      return Files.readAllBytes(blobs.localPath(sha256).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One task for each recipe, all of one stored image, as one batch. */
  public TaskBatch batch(StoredBlob source, String... recipes) {
    List<TaskOrder> orders =
        Arrays.stream(recipes)
            .map(recipe -> new TaskOrder(ids.next(IdKind.TASK), 1, recipe))
            .toList();
    SourceImage image =
        new SourceImage(ids.next(IdKind.IMAGE), source.sha256(), "jpeg", 1, 1, source.length());
    return new TaskBatch(
        ids.next(IdKind.REQUEST),
        ids.next(IdKind.JOB),
        OWNER,
        image,
        Lane.NORMAL,
        orders,
        Map.of());
  }

  /** The same batch, its recipes naming these images; blob keys by image id. */
  public static TaskBatch naming(TaskBatch batch, Map<String, String> images) {
    return new TaskBatch(
        batch.batchId(),
        batch.jobId(),
        batch.owner(),
        batch.source(),
        batch.lane(),
        batch.tasks(),
        images);
  }

  public TaskBatch send(TaskBatch batch) {
    publish(topology.tasksExchange(), batch.lane().wire(), batch);
    return batch;
  }

  /** Sends many without waiting for each. */
  public void sendAll(List<TaskBatch> batches) {
    Eventually.get(
        Future.all(
            batches.stream()
                .map(b -> publisher.publish(topology.tasksExchange(), b.lane().wire(), b))
                .toList()));
  }

  public void publishEvent(Message event) {
    publish(topology.eventsExchange(), "", event);
  }

  private void publish(String exchange, String key, Message message) {
    Eventually.get(publisher.publish(exchange, key, message, Map.of()));
  }

  @Override
  public void close() {
    instances.forEach(Instance::close);
    Eventually.get(results.stop(Duration.ofSeconds(5)));
    Eventually.get(publisher.stop());
    brokerLink.close();
    redisLink.close();
    authority.close();
    directory.close();
    Eventually.get(vertx.close());
  }
}
