package io.darkroom.systemtests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.Folders;
import io.darkroom.systemtests.platform.Installation;
import io.darkroom.systemtests.platform.SharedStandalone;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left of an owner: nothing, except bytes that somebody else has too. */
@ExtendWith(SharedStandalone.class)
class AccountDeletionIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void takesImagesResultsAndLinksAlong(Installation here) {
    Api api = here.api();
    User heir = User.register(api);
    Photo shared = Photo.jpeg(300, 200, 41);
    String kept = id(heir.upload("s.jpg", "image/jpeg", shared.bytes()));
    Path blobs = here.platform().data().resolve("blobs");
    List<Path> before = Folders.files(blobs);
    User user = User.register(api);
    String image = id(user.upload("own.jpg", "image/jpeg", Photo.jpeg(300, 200, 42).bytes()));
    String common = id(user.upload("s.jpg", "image/jpeg", shared.bytes()));
    JsonNode job = user.createJob(List.of(image, common), List.of("resize:70x/png"));
    user.awaitJob(id(job), LIMIT);
    String link = link(api, user, image);
    assertThat(api.send("GET", link, Optional.empty()).status()).isEqualTo(200);
    assertThat(Folders.files(blobs)).hasSizeGreaterThan(before.size());

    user.deleteAccount();

    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> Folders.files(blobs).equals(before));
    assertThat(api.send("GET", link, Optional.empty()).status()).isEqualTo(410);
    assertThat(heir.download("/api/images/" + kept + "/content")).isEqualTo(shared.bytes());
    assertThat(api.json("POST", "/api/auth/login", Optional.empty(), user.credentials()).status())
        .isEqualTo(401);
  }

  private static String link(Api api, User user, String image) {
    Map<String, String> body = Map.of("image", image, "recipe", "resize:71x/png");
    JsonNode link = api.json("POST", "/api/links", user.token(), body).expect(201).json();
    return URI.create(link.path("url").asText()).getRawPath();
  }

  private static String id(JsonNode thing) {
    return thing.path("id").asText();
  }
}
