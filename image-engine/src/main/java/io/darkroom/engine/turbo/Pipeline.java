package io.darkroom.engine.turbo;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.LaneDeclinedException;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.RenderOutcome;
import io.darkroom.engine.RenderResult;
import io.darkroom.engine.Timings;
import io.darkroom.engine.plan.EncoderLimits;
import io.darkroom.engine.plan.OutputChoice;
import io.darkroom.engine.plan.SizeBudget;
import io.darkroom.engine.plan.SizePlan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From one source to its results. Native memory is let go at the latest when a render ends. */
record Pipeline(ImageSource source, ImageInfo info, RenderOptions options) {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final Set<ImageFormat> WRITABLE = Set.of(ImageFormat.JPEG, ImageFormat.WEBP);

  List<RenderOutcome> render(List<Recipe> recipes) {
    try (PointerScope _ = new PointerScope()) {
      long start = System.nanoTime();
      Marks marks = Marks.load(recipes, options);
      options.check();
      SharedDecode decode = SharedDecode.of(source, info, recipes, options);
      long decoded = System.nanoTime();
      Scaler scaler = new Scaler(options, new Scratch());
      List<RenderOutcome> outcomes = new ArrayList<>();
      for (Recipe recipe : recipes) {
        try {
          Steps steps = new Steps(options, marks, scaler);
          RenderResult result = render(recipe, decode.start(recipe), steps, decoded - start);
          outcomes.add(new RenderOutcome.Rendered(result));
        } catch (FailureException refused) {
          outcomes.add(new RenderOutcome.Refused(refused));
        }
      }
      return outcomes;
    } catch (FailureException | LaneDeclinedException known) {
      throw known;
    } catch (RuntimeException e) {
      // such as too little memory: another lane may still manage
      LOG.atWarn().setCause(e).log("OpenCV failed");
      throw new LaneDeclinedException("OpenCV failed");
    }
  }

  private RenderResult render(Recipe recipe, Decoded decoded, Steps steps, long decodeNanos) {
    long start = System.nanoTime();
    int orientation = SizePlan.orients(recipe) ? info.orientation() : 1;
    Mat image;
    List<Step> remaining = Suitability.work(recipe);
    if (!remaining.isEmpty() && remaining.getFirst() instanceof Resize resize) {
      boolean last = remaining.size() == 1 && Decoder.halvesColours(recipe.output());
      image = steps.resize(decoded, info, resize, orientation, last);
      remaining = remaining.subList(1, remaining.size());
    } else {
      image = Steps.next(decoded.pixels(), Turns.orient(decoded.pixels(), orientation));
    }
    for (Step step : remaining) {
      image = Steps.next(image, steps.apply(image, step));
    }
    long stepped = System.nanoTime();
    Output output =
        new OutputChoice(info.format(), options.acceptedFormats(), WRITABLE)
            .resolve(recipe.output(), (long) image.cols() * image.rows(), false, false);
    ImageFormat format = OutputChoice.formatOf(output);
    EncoderLimits.requireFits(format, image.cols(), image.rows());
    Encoder encoder = new Encoder(options);
    Mat finished = image;
    ByteBuffer bytes = SizeBudget.fit(output, o -> encoder.encode(finished, o));
    RenderResult result =
        new RenderResult(
            bytes,
            format,
            image.cols(),
            image.rows(),
            1,
            TurboLane.NAME,
            Timings.between(start - decodeNanos, start, stepped, System.nanoTime()));
    image.release();
    return result;
  }
}
