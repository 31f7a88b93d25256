package io.darkroom.systemtests.platform;

import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.User;
import java.util.List;

/**
 * A running platform with an administrator.
 *
 * @param api its public address
 * @param admin the first account
 */
public record Installation(StandalonePlatform platform, Api api, User admin)
    implements AutoCloseable {

  static Installation start() {
    // Everybody here signs up from one address.
    StandalonePlatform platform =
        StandalonePlatform.start(List.of("--gateway.rates.credentials-burst=1000"));
    try {
      Api api = new Api(platform::base);
      return new Installation(platform, api, User.register(api));
    } catch (RuntimeException | AssertionError failed) {
      platform.close();
      throw failed;
    }
  }

  @Override
  public void close() {
    platform.close();
  }
}
