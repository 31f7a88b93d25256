package io.darkroom.systemtests.platform;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one running installation to every test that asks for it, for tests that bring owners of
 * their own and restart nothing; it ends with the last test.
 */
public final class SharedStandalone implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedStandalone.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(Installation.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Installation.class, key -> Installation.start(), Installation.class);
  }
}
