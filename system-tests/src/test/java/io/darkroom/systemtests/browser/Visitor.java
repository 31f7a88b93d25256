package io.darkroom.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Somebody in front of the interface, in words of what they do. */
final class Visitor {
  private static final double LIMIT_MS = Duration.ofSeconds(90).toMillis();

  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  private Visitor(Page page) {
    this.page = page;
  }

  /** Opens the interface in a fresh browser profile. */
  static Visitor at(Browser browser, URI base) {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setBaseURL(base.toString()));
    context.setDefaultTimeout(LIMIT_MS);
    context.setDefaultNavigationTimeout(LIMIT_MS);
    Visitor visitor = new Visitor(context.newPage());
    visitor.page.onPageError(visitor.complaints::add);
    visitor.page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            visitor.complaints.add(message.text());
          }
        });
    visitor.page.navigate("/");
    return visitor;
  }

  /** What the browser complained about: script errors and violations of the content policy. */
  List<String> complaints() {
    return complaints;
  }

  void register() {
    page.getByRole(AriaRole.LINK, named("Create an account")).click();
    page.getByLabel("Name").fill("Ada Lovelace");
    page.getByLabel("Email").fill("visitor-" + UUID.randomUUID() + "@example.com");
    page.getByLabel("Password").fill("correct horse battery staple 7");
    page.getByRole(AriaRole.BUTTON, named("Create account")).click();
  }

  void signIn(Map<String, String> credentials) {
    page.getByLabel("Email").fill(credentials.get("email"));
    page.getByLabel("Password").fill(credentials.get("password"));
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
  }

  void opens(String link) {
    page.getByRole(AriaRole.LINK, named(link)).click();
  }

  /** Whether there is such a link now. */
  boolean isOffered(String link) {
    return page.getByRole(AriaRole.LINK, named(link)).count() > 0;
  }

  void addImage(String name, byte[] jpeg) {
    page.getByLabel("Add images").setInputFiles(new FilePayload(name, "image/jpeg", jpeg));
  }

  void run(String recipe) {
    page.getByLabel("Recipe", new Page.GetByLabelOptions().setExact(true)).fill(recipe);
    page.getByRole(AriaRole.BUTTON, named("Run")).click();
  }

  /** What the recipe field complains about; waits for it. */
  String recipeError() {
    Locator error = page.getByRole(AriaRole.ALERT).filter(notEmpty()).first();
    error.waitFor();
    return error.innerText();
  }

  void sees(String text) {
    assertThat(page.getByText(text).first()).isVisible(patient());
  }

  /** The before/after slider; waits until the result is there. */
  Locator slider() {
    Locator slider = page.getByRole(AriaRole.SLIDER, named("Compare original and result"));
    slider.waitFor();
    return slider;
  }

  void reload() {
    page.reload();
  }

  byte[] downloadResult() {
    Locator link = page.getByRole(AriaRole.LINK, named("Download result"));
    Download download = page.waitForDownload(link::click);
    try {
      return Files.readAllBytes(download.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void signOut() {
    page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
    assertThat(page.getByRole(AriaRole.HEADING, named("Sign in"))).isVisible(patient());
  }

  private static GetByRoleOptions named(String name) {
    return new GetByRoleOptions().setName(name).setExact(true);
  }

  private static IsVisibleOptions patient() {
    return new IsVisibleOptions().setTimeout(LIMIT_MS);
  }

  private static Locator.FilterOptions notEmpty() {
    return new Locator.FilterOptions().setHasText(Pattern.compile("\\S"));
  }
}
