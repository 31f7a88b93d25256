package io.darkroom.job.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.job.store.ImageStore;
import io.darkroom.job.store.JobTemplate;
import io.darkroom.job.store.NewJob;
import io.darkroom.job.store.NewJob.NewOutput;
import io.darkroom.job.store.RecipeStore;
import io.darkroom.job.store.SavedRecipe;
import io.darkroom.job.store.StoredImage;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns what a client asks for into a job that can be carried out, or says everything wrong. */
public final class JobPlanner {
  private static final int DEFAULT_PRIORITY = 5;

  private final ImageStore images;
  private final RecipeStore recipes;
  private final ServiceContext context;

  /** Plans with these images and saved recipes. */
  public JobPlanner(ImageStore images, RecipeStore recipes, ServiceContext context) {
    this.images = images;
    this.recipes = recipes;
    this.context = context;
  }

  /** Fails with {@code invalid-recipe} or {@code unprocessable} and a violation for each fault. */
  Future<NewJob> plan(String owner, String traceparent, NewJobRequest request) {
    List<String> names =
        request.outputs().stream()
            .map(NewJobRequest.Output::recipe)
            .filter(RecipeNames::isName)
            .map(JsonNode::textValue)
            .toList();
    return recipes
        .findAll(owner, names)
        .map(saved -> outputs(request.outputs(), saved))
        .compose(outputs -> withImages(owner, traceparent, request, outputs));
  }

  /** Plans the same job again; fails with {@code unprocessable} when images are gone. */
  Future<NewJob> planAgain(String owner, String traceparent, JobTemplate job) {
    List<NewOutput> outputs =
        job.outputs().stream()
            .map(output -> output(output.name(), Recipes.parseText(output.recipe())))
            .toList();
    NewJobRequest request =
        new NewJobRequest(
            Optional.of(job.name()),
            job.images(),
            List.of(),
            Optional.of(job.priority()),
            job.webhook());
    return withImages(owner, traceparent, request, outputs);
  }

  private static NewOutput output(String name, Recipe recipe) {
    return new NewOutput(name, recipe.canonicalText(), List.copyOf(recipe.watermarkImages()));
  }

  private Future<NewJob> withImages(
      String owner, String traceparent, NewJobRequest request, List<NewOutput> outputs) {
    Set<String> needed = new LinkedHashSet<>(request.images());
    outputs.forEach(output -> needed.addAll(output.watermarks()));
    return images
        .findAll(owner, needed)
        .map(found -> plan(owner, traceparent, request, outputs, found));
  }

  private NewJob plan(
      String owner,
      String traceparent,
      NewJobRequest request,
      List<NewOutput> outputs,
      Map<String, StoredImage> found) {
    requireImages(request, outputs, found);
    List<StoredImage> sources = request.images().stream().map(found::get).toList();
    int tasks = sources.size() * outputs.size();
    return new NewJob(
        context.ids().next(IdKind.JOB),
        owner,
        request.name().map(String::strip).orElseGet(() -> nameOf(sources)),
        request.priority().orElse(DEFAULT_PRIORITY),
        request.webhook(),
        traceparent,
        sources,
        outputs,
        Stream.generate(() -> context.ids().next(IdKind.TASK)).limit(tasks).toList(),
        context.clock().instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private static String nameOf(List<StoredImage> sources) {
    return sources.size() == 1 ? sources.getFirst().name() : sources.size() + " images";
  }

  private static List<NewOutput> outputs(
      List<NewJobRequest.Output> requested, Map<String, SavedRecipe> saved) {
    List<NewOutput> outputs = new ArrayList<>();
    List<Violation> recipeFaults = new ArrayList<>();
    List<Violation> nameFaults = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < requested.size(); i++) {
      NewJobRequest.Output output = requested.get(i);
      String name = output.name().orElse("output-" + (i + 1));
      if (!names.add(name)) {
        nameFaults.add(new Violation("/outputs/" + i + "/name", "is used by another output"));
      }
      try {
        outputs.add(output(name, RecipeField.resolve(output.recipe(), saved)));
      } catch (FailureException invalid) {
        String at = "/outputs/" + i + "/recipe";
        invalid
            .failure()
            .violations()
            .forEach(v -> recipeFaults.add(new Violation(at + v.pointer(), v.detail())));
      }
    }
    if (!recipeFaults.isEmpty()) {
      throw Failure.of(FailureCode.INVALID_RECIPE, recipeFaults.getFirst().detail(), recipeFaults)
          .asException();
    }
    requireNone(nameFaults, "Two outputs have the same name");
    return outputs;
  }

  private static void requireImages(
      NewJobRequest request, List<NewOutput> outputs, Map<String, StoredImage> found) {
    List<Violation> faults = new ArrayList<>();
    for (int i = 0; i < request.images().size(); i++) {
      if (!found.containsKey(request.images().get(i))) {
        faults.add(new Violation("/images/" + i, "there is no such image"));
      }
    }
    for (int i = 0; i < outputs.size(); i++) {
      for (String id : outputs.get(i).watermarks()) {
        if (!found.containsKey(id)) {
          String at = "/outputs/" + i + "/recipe";
          faults.add(new Violation(at, "there is no image " + id + " for the watermark"));
        }
      }
    }
    requireNone(faults, "Some images do not exist");
  }

  private static void requireNone(List<Violation> faults, String detail) {
    if (!faults.isEmpty()) {
      throw Failure.of(FailureCode.UNPROCESSABLE, detail, faults.stream().limit(50).toList())
          .asException();
    }
  }
}
