package io.darkroom.auth.testing;

import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One service with the usual settings for all test classes that leave it as they found it, stopped
 * after the last of them.
 */
public final class SharedAuth implements BeforeAllCallback {
  private Running running;

  private record Running(AuthUnderTest auth, Person admin) implements AutoCloseable {
    @Override
    public void close() {
      auth.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.create(SharedAuth.class))
            .getOrComputeIfAbsent("usual", key -> start(), Running.class);
  }

  /** Talks to it. */
  public AuthClient client() {
    return running.auth().client();
  }

  /** The account that was first, and is its one administrator. */
  public Person admin() {
    return running.admin();
  }

  private static Running start() {
    AuthUnderTest auth = AuthUnderTest.start(Map.of());
    return new Running(auth, auth.client().signUp());
  }
}
