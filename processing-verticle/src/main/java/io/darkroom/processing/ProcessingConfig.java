package io.darkroom.processing;

import io.darkroom.kit.config.BlobConfig;
import io.darkroom.kit.config.BrokerConfig;
import io.darkroom.kit.config.DrainConfig;
import io.darkroom.kit.config.HttpConfig;
import io.darkroom.kit.config.ManagementConfig;
import io.darkroom.kit.config.RedisConfig;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.config.TokenConfig;
import io.darkroom.processing.config.CacheConfig;
import io.darkroom.processing.config.LanesConfig;
import io.darkroom.processing.config.RenderConfig;
import io.darkroom.processing.config.WorkConfig;

/** Everything the processing service can be told. */
public record ProcessingConfig(
    HttpConfig http,
    ManagementConfig management,
    RedisConfig redis,
    BrokerConfig broker,
    BlobConfig blobs,
    TokenConfig tokens,
    DrainConfig drain,
    WorkConfig work,
    LanesConfig lanes,
    RenderConfig renders,
    CacheConfig cache) {

  /**
   * Binds the shared sections and {@code processing.*}.
   *
   * @throws io.darkroom.kit.config.ConfigException naming the setting that is wrong
   */
  public static ProcessingConfig from(Settings settings) {
    return new ProcessingConfig(
        settings.bind("processing.http", HttpConfig.class),
        settings.bind("processing.management", ManagementConfig.class),
        settings.bind("redis", RedisConfig.class),
        settings.bind("broker", BrokerConfig.class),
        settings.bind("blobs", BlobConfig.class),
        settings.bind("tokens", TokenConfig.class),
        settings.bind("drain", DrainConfig.class),
        settings.bind("processing", WorkConfig.class),
        settings.bind("processing.lanes", LanesConfig.class),
        settings.bind("processing.render", RenderConfig.class),
        settings.bind("processing.cache", CacheConfig.class));
  }
}
