package io.darkroom.codecs.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every step and every output there is, found from the permitted records. */
final class Vocabulary {
  static final List<OperationCodec<? extends Step>> STEPS = describe(Step.class);
  static final List<OperationCodec<? extends Output>> OUTPUTS = describe(Output.class);

  private static final Map<String, OperationCodec<? extends Step>> STEPS_BY_NAME = named(STEPS);
  private static final Map<String, OperationCodec<? extends Output>> OUTPUTS_BY_NAME =
      named(OUTPUTS);

  private Vocabulary() {}

  /** The step of this name or alias, or null. */
  static OperationCodec<? extends Step> step(String name) {
    return STEPS_BY_NAME.get(name);
  }

  /** The output of this name or alias, or null. */
  static OperationCodec<? extends Output> output(String name) {
    return OUTPUTS_BY_NAME.get(name);
  }

  static OperationCodec<?> codecOf(Described record) {
    return switch (record) {
      case Step step -> step(step.op());
      case Output output -> output(output.format());
    };
  }

  private static <T extends Described> List<OperationCodec<? extends T>> describe(Class<T> kind) {
    return Stream.of(kind.getPermittedSubclasses())
        .<OperationCodec<? extends T>>map(type -> OperationCodec.describe(type.asSubclass(kind)))
        .toList();
  }

  private static <T extends Described> Map<String, OperationCodec<? extends T>> named(
      List<OperationCodec<? extends T>> codecs) {
    Map<String, OperationCodec<? extends T>> map = new LinkedHashMap<>();
    for (OperationCodec<? extends T> codec : codecs) {
      Stream.concat(Stream.of(codec.name()), Stream.of(codec.about().aliases()))
          .forEach(name -> map.put(name, codec));
    }
    return Map.copyOf(map);
  }
}
