package io.darkroom.auth.api;

import io.darkroom.auth.domain.account.Quota;
import java.util.Optional;

/** A quota as it is read and written; absent and null both mean the default. */
record QuotaView(Optional<Long> images, Optional<Long> bytes, Optional<Long> megapixelsPerDay) {
  static QuotaView of(Quota quota) {
    return new QuotaView(quota.images(), quota.bytes(), quota.megapixelsPerDay());
  }

  Quota toQuota() {
    return new Quota(images, bytes, megapixelsPerDay);
  }
}
