package io.darkroom.load.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Starts a platform of its own, runs the benchmarks against it one after the other, stops it. */
@Command(
    name = "all",
    description = "Every benchmark against a platform started for it.",
    footer = "Further options are given to darkroom up.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AllCommand implements Callable<Integer> {
  @Option(names = "--darkroom", defaultValue = "./darkroom", description = "(${DEFAULT-VALUE})")
  private Path darkroom;

  @Option(
      names = "--only",
      split = ",",
      defaultValue = "submit,read,journey",
      description = "(${DEFAULT-VALUE})")
  private List<String> only;

  @Option(names = "--results", defaultValue = "benchmarks/load/results")
  private Path results;

  @Unmatched private List<String> platformOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    int worst = 0;
    try (OwnPlatform platform = OwnPlatform.start(darkroom, platformOptions)) {
      for (String benchmark : only) {
        worst =
            Math.max(
                worst, new CommandLine(new LoadCommand()).execute(arguments(benchmark, platform)));
      }
    }
    return worst;
  }

  private String[] arguments(String benchmark, OwnPlatform platform) {
    List<String> arguments = new ArrayList<>(List.of(benchmark));
    arguments.add("--url=" + platform.url());
    arguments.add("--results=" + results);
    if (benchmark.equals("read")) {
      arguments.add("--job-url=" + platform.jobUrl());
    }
    return arguments.toArray(String[]::new);
  }
}
