package io.darkroom.systemtests.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A user who does not give up, with images to make jobs of. For one thread. */
final class Owner {
  private static final long TOKEN_LIFE = Duration.ofMinutes(10).toNanos();

  private final Api api;
  private final User user;
  private final List<String> images = new ArrayList<>();
  private final Map<String, JobPlan> jobs = new LinkedHashMap<>();
  private long signedIn = System.nanoTime();

  private Owner(Api api, int number) {
    this.api = api;
    this.user = User.register(api);
    for (int i = 0; i < JobPlan.IMAGES; i++) {
      Photo photo = Photo.jpeg(64, 48, 100L * number + i);
      images.add(user.upload("small.jpg", "image/jpeg", photo.bytes()).path("id").asText());
    }
  }

  static Owner register(Api api, int number) {
    return new Owner(api, number);
  }

  /** What was submitted and under which id it was accepted. */
  Map<String, JobPlan> jobs() {
    return jobs;
  }

  /**
   * Submits a job under a key of its own, so that trying again after a lost answer cannot make a
   * second job.
   */
  void submit(JobPlan plan) {
    String key = UUID.randomUUID().toString();
    Map<String, Object> body =
        Map.of(
            "images",
            plan.images().stream().map(images::get).toList(),
            "outputs",
            plan.widths().stream()
                .map(w -> Map.of("name", "w" + w, "recipe", plan.recipe(w)))
                .toList());
    JsonNode job =
        Patience.until(
                202,
                () -> api.json("POST", "/api/jobs", token(), body, Map.of("Idempotency-Key", key)))
            .json();
    jobs.put(job.path("id").asText(), plan);
  }

  JsonNode get(String path) {
    return Patience.until(200, () -> api.send("GET", path, token())).json();
  }

  byte[] download(String href) {
    return Patience.until(200, () -> api.send("GET", href, token())).bytes();
  }

  /** The ids of all jobs the platform lists for this owner. */
  List<String> listed() {
    List<String> ids = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      JsonNode page = get("/api/jobs?limit=100" + cursor.map(c -> "&cursor=" + c).orElse(""));
      page.path("items").forEach(job -> ids.add(job.path("id").asText()));
      cursor = Optional.ofNullable(page.path("nextCursor").asText(null));
    } while (cursor.isPresent());
    return ids;
  }

  private Optional<String> token() {
    if (System.nanoTime() - signedIn > TOKEN_LIFE) {
      user.signIn();
      signedIn = System.nanoTime();
    }
    return user.token();
  }
}
