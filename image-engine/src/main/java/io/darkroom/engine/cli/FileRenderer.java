package io.darkroom.engine.cli;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.engine.ImageEngine;
import io.darkroom.engine.ImageResolver;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.RenderResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Renders one file into another; the target appears whole or not at all. */
final class FileRenderer {
  private final ImageEngine engine;
  private final Recipe recipe;
  private final Map<String, Path> images;
  private final Duration limit;

  FileRenderer(ImageEngine engine, Recipe recipe, Map<String, Path> images, Duration limit) {
    this.engine = engine;
    this.recipe = recipe;
    this.images = Map.copyOf(images);
    this.limit = limit;
  }

  /** Renders; failures of the image are thrown as they are. */
  void render(FilePair pair) throws IOException {
    RenderOptions options =
        RenderOptions.defaults().withDeadline(Instant.now().plus(limit)).withImages(resolver());
    RenderResult result;
    try (ImageSource source = ImageSource.of(pair.input())) {
      result = engine.render(source, recipe, options);
    }
    Path target =
        pair.folder()
            ? pair.target()
                .resolveSibling(
                    RenderCommand.named(pair.target().getFileName().toString(), result.format()))
            : pair.target();
    write(result.bytes(), target);
  }

  private static void write(ByteBuffer bytes, Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // Not a temporary file by the JDK's means: that one would be for its owner's eyes only.
    Path part = Files.createFile(folder.resolve(".darkroom-" + UUID.randomUUID() + ".part"));
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private ImageResolver resolver() {
    return id -> {
      Path file = images.get(id);
      try {
        if (file != null) {
          return ImageSource.of(file);
        }
      } catch (IOException e) {
        throw Failure.of(FailureCode.NOT_FOUND, "cannot read " + file).asException(e);
      }
      throw Failure.of(FailureCode.NOT_FOUND, "name the image with --image " + id + "=FILE")
          .asException();
    };
  }
}
