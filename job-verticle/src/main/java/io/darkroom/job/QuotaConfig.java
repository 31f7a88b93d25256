package io.darkroom.job;

import io.darkroom.job.store.Quota;
import io.darkroom.kit.config.DataSize;
import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.util.Optional;

/**
 * What an owner may use unless the account says otherwise; 0 stands for no limit.
 *
 * @param images images stored at a time
 * @param bytes bytes of images stored at a time
 * @param megapixelsPerDay megapixels of sources, once for each output, in jobs of one day (UTC)
 */
public record QuotaConfig(
    @Default("0") @Range(min = 0) long images,
    @Default("0B") DataSize bytes,
    @Default("0") @Range(min = 0) long megapixelsPerDay) {

  Quota quota() {
    return new Quota(limit(images), limit(bytes.bytes()), limit(megapixelsPerDay));
  }

  private static Optional<Long> limit(long value) {
    return value == 0 ? Optional.empty() : Optional.of(value);
  }
}
