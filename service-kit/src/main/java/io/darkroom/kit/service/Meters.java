package io.darkroom.kit.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;

/** The meters of a process, and a Vert.x that reports to them. */
public final class Meters {
  private Meters() {}

  /** A registry with the meters of the JVM. To be closed with the process. */
  public static PrometheusMeterRegistry create() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    return registry;
  }

  /**
   * Builds a Vert.x whose HTTP servers and pools are metered by route, never by raw path, and whose
   * sockets are the kernel's own where there is a library for it (Linux), the JDK's elsewhere.
   */
  public static VertxBuilder vertx(MeterRegistry registry) {
    return vertx(registry, VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
  }

  /** As the other method, with this many event loops. */
  public static VertxBuilder vertx(MeterRegistry registry, int eventLoops) {
    MicrometerMetricsOptions metrics =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .setLabels(
                EnumSet.of(
                    Label.HTTP_ROUTE,
                    Label.HTTP_METHOD,
                    Label.HTTP_CODE,
                    Label.POOL_TYPE,
                    Label.POOL_NAME,
                    Label.CLIENT_NAME,
                    Label.NAMESPACE))
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
            .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
            .addDisabledMetricsCategory(MetricsDomain.NET_SERVER);
    return Vertx.builder()
        .with(
            new VertxOptions()
                .setMetricsOptions(metrics)
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(eventLoops))
        .withMetrics(new MicrometerMetricsFactory(registry));
  }
}
