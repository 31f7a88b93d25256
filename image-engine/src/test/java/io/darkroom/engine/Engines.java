package io.darkroom.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The engines that tests compare, where they load: opened once for all test classes.
 *
 * @param all Java alone, libvips before it, turbo before both
 */
record Engines(List<ImageEngine> all) implements AutoCloseable {

  @Override
  public void close() {
    all.forEach(ImageEngine::close);
  }

  private static Engines open() {
    List<ImageEngine> engines = new ArrayList<>();
    engines.add(ImageEngine.open(EngineConfig.portable()));
    add(engines, EngineConfig.defaults().withoutTurbo(), "libvips");
    add(engines, EngineConfig.defaults(), "turbo");
    return new Engines(engines);
  }

  private static void add(List<ImageEngine> engines, EngineConfig config, String lane) {
    ImageEngine engine = ImageEngine.open(config);
    if (engine.describe().lanes().getFirst().startsWith(lane)) {
      engines.add(engine);
    } else {
      engine.close();
    }
  }

  /** Gives tests one engine after the other, or all at once. */
  static final class Extension implements ArgumentsProvider, ParameterResolver {
    @Override
    public Stream<Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      return of(context).all().stream().map(Arguments::of);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Engines.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return of(context);
    }

    private static Engines of(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(Engines.class, key -> open(), Engines.class);
    }
  }
}
