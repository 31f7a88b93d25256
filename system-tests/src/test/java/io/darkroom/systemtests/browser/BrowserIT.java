package io.darkroom.systemtests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.journey.Journey;
import io.darkroom.systemtests.platform.Installation;
import io.darkroom.systemtests.platform.SharedStandalone;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStandalone.class)
class BrowserIT {
  private static Chromium chromium;
  private static Installation here;

  @BeforeAll
  static void start(Installation shared) {
    Optional<Path> program = Chromium.find();
    assumeTrue(
        program.isPresent(), "no Chromium: install it as /usr/bin/chromium or name it in CHROMIUM");
    chromium = Chromium.launch(program.orElseThrow());
    here = shared;
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aVisitorTakesARightResultHome() {
    Photo photo = Photo.jpeg(1600, 1200, 5);
    Visitor visitor = Visitor.at(chromium.browser(), here.platform().base());
    visitor.register();
    visitor.addImage("photo.jpg", photo.bytes());
    visitor.sees("1600 × 1200");
    visitor.run("resize:320x/jpeg:q=85");

    Locator slider = visitor.slider();
    visitor.sees("320 × 240");
    Journey.checkPixels(photo, visitor.downloadResult());

    slider.press("ArrowRight");
    assertThat(slider.getAttribute("aria-valuenow")).isEqualTo("51");
    slider.press("Shift+ArrowLeft");
    assertThat(slider.getAttribute("aria-valuenow")).isEqualTo("41");

    visitor.reload();
    visitor.slider();
    Journey.checkPixels(photo, visitor.downloadResult());
    visitor.signOut();
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void anAdministratorSeesHowThePlatformFares() {
    Visitor visitor = Visitor.at(chromium.browser(), here.platform().base());
    visitor.signIn(here.admin().credentials());
    visitor.opens("System");
    for (String text : List.of("Gateway", "Accounts", "Processing", "Image lanes", "PostgreSQL")) {
      visitor.sees(text);
    }
    visitor.sees("darkroom.tasks.normal");
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void aWrongRecipeIsExplainedBesideItsField() {
    Visitor visitor = Visitor.at(chromium.browser(), here.platform().base());
    visitor.register();
    visitor.addImage("photo.jpg", Photo.jpeg(400, 300, 6).bytes());
    visitor.sees("400 × 300");
    assertThat(visitor.isOffered("System")).isFalse();
    visitor.run("shrink:2/jpeg");
    assertThat(visitor.recipeError()).contains("shrink");
    assertThat(visitor.complaints()).isEmpty();
  }
}
