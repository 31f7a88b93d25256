package io.darkroom.engine.cli;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.engine.EngineConfig;
import io.darkroom.engine.ImageEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code darkroom render}: applies a recipe to files. Exit code 0, 1 when a file failed, 2 for bad
 * usage.
 */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = "Applies a recipe to images.",
    footer = {
      "",
      "Examples:",
      "  darkroom render in.jpg -r 'resize:800x600,fit=cover/grayscale' -o out.jpg",
      "  darkroom render photos/ -r 'resize:1600x/webp:q=80' -o small/"
    })
public final class RenderCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "INPUT", description = "Images, or folders of images.")
  private List<Path> inputs;

  @Option(
      names = {"-r", "--recipe"},
      required = true,
      description = "What to do, such as resize:800x600/webp:q=80.")
  private String recipe;

  @Option(
      names = {"-o", "--output"},
      required = true,
      description = "A file for one image, a folder for several.")
  private Path output;

  @Option(
      names = {"-j", "--jobs"},
      description = "Images at once; default: one for each core.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--image",
      paramLabel = "ID=FILE",
      description = "The file of an image that a watermark names; may be repeated.")
  private Map<String, Path> images = Map.of();

  @Option(names = "--portable", description = "Load no native library.")
  private boolean portable;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description = "For each image; default 60.")
  private int seconds = 60;

  /** Runs the command and exits. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command; gives its exit code. */
  static int run(String... arguments) {
    return new CommandLine(new RenderCommand()).execute(arguments);
  }

  @Override
  public Integer call() throws IOException {
    Recipe parsed;
    List<FilePair> files;
    try {
      Recipe given = Recipes.parseText(recipe);
      boolean folder =
          inputs.size() > 1
              || Files.isDirectory(inputs.getFirst())
              || Files.isDirectory(output)
              || output.toString().endsWith("/");
      parsed = folder ? given : OutputName.agreed(given, output);
      files = FilePair.find(inputs, output, folder);
    } catch (FailureException e) {
      return refuse(e.failure().detail());
    } catch (UsageException e) {
      return refuse(e.getMessage());
    }
    EngineConfig config = portable ? EngineConfig.portable() : EngineConfig.defaults();
    try (ImageEngine engine = ImageEngine.open(config)) {
      FileRenderer renderer =
          new FileRenderer(engine, parsed, images, Duration.ofSeconds(Math.max(1, seconds)));
      return new Batch(renderer, Math.max(1, jobs), new ProgressBar(files.size())).run(files)
          ? 0
          : 1;
    }
  }

  private static int refuse(String why) {
    System.err.println("darkroom render: " + why);
    return 2;
  }

  /** The name a result gets in a folder. */
  static String named(String base, ImageFormat format) {
    return base + "." + format.extensions().getFirst();
  }
}
