package io.darkroom.standalone;

import io.darkroom.kit.config.LogConfig;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.kit.service.ServiceRunner;
import io.darkroom.processing.ProcessingConfig;
import io.darkroom.processing.ProcessingVerticle;
import io.vertx.core.Deployable;
import java.io.IOException;
import java.io.OutputStream;

/** The processing service in a process that a platform started; ends with it, however that ends. */
public final class IsolatedProcessing {
  private IsolatedProcessing() {}

  /** Settings come by the environment; standard input closes when the platform is gone. */
  public static void main(String[] args) {
    Thread.ofPlatform().daemon().name("platform").start(IsolatedProcessing::endWithPlatform);
    ServiceRunner.run(ServiceName.PROCESSING, args, IsolatedProcessing::create);
  }

  private static Deployable create(Settings settings, ServiceContext context) {
    StandaloneConfig standalone = StandaloneConfig.from(settings);
    LogFile.open(
        standalone.data().resolve("logs").resolve("processing.log"),
        settings.bind("log", LogConfig.class));
    return new ProcessingVerticle(ProcessingConfig.from(settings), context);
  }

  private static void endWithPlatform() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream()); // nothing is said on this line
    } catch (IOException gone) {
      // as good as closed
    }
    Runtime.getRuntime().exit(0);
  }
}
