package io.darkroom.job;

import io.darkroom.job.dispatch.DispatchConfig;
import io.darkroom.job.link.LinkConfig;
import io.darkroom.job.upload.UploadConfig;
import io.darkroom.job.webhook.WebhookConfig;
import io.darkroom.kit.config.BlobConfig;
import io.darkroom.kit.config.BrokerConfig;
import io.darkroom.kit.config.DrainConfig;
import io.darkroom.kit.config.HttpConfig;
import io.darkroom.kit.config.ManagementConfig;
import io.darkroom.kit.config.PostgresConfig;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.config.TokenConfig;

/**
 * The settings of the job service.
 *
 * @param own what only this service has, under {@code job}
 * @param postgres the database
 * @param broker the message broker
 * @param blobs where image bytes are
 * @param tokens whose tokens are accepted
 * @param drain how the service goes down
 */
public record JobConfig(
    Own own,
    PostgresConfig postgres,
    BrokerConfig broker,
    BlobConfig blobs,
    TokenConfig tokens,
    DrainConfig drain) {

  /**
   * What only this service has.
   *
   * @param http where the API is served
   * @param management where health and metrics are served
   * @param upload what images may be
   * @param quota what owners may use
   * @param webhooks how owners' servers are told
   * @param links what public links are signed with
   * @param dispatch how work is handed over and tried again
   */
  public record Own(
      HttpConfig http,
      ManagementConfig management,
      UploadConfig upload,
      QuotaConfig quota,
      WebhookConfig webhooks,
      LinkConfig links,
      DispatchConfig dispatch) {}

  /** Binds {@code job.*} and the shared sections. */
  public static JobConfig from(Settings settings) {
    return new JobConfig(
        settings.bind("job", Own.class),
        settings.bind("postgres", PostgresConfig.class),
        settings.bind("broker", BrokerConfig.class),
        settings.bind("blobs", BlobConfig.class),
        settings.bind("tokens", TokenConfig.class),
        settings.bind("drain", DrainConfig.class));
  }
}
