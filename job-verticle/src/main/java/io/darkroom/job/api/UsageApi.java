package io.darkroom.job.api;

import io.darkroom.job.store.Quota;
import io.darkroom.job.store.UsageStore;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import java.time.LocalDate;

/** What the caller uses, and may use. */
public final class UsageApi {
  private final UsageStore usage;
  private final OwnerQuota quotas;

  /** The operation on usage. */
  public UsageApi(UsageStore usage, OwnerQuota quotas) {
    this.usage = usage;
    this.quotas = quotas;
  }

  /** The schema {@code Usage} of the contract. */
  record View(UsageStore.Stored stored, DayView today, Quota quota) {}

  /** What came in today. */
  record DayView(
      LocalDate date, long images, long bytes, long jobs, long tasks, double megapixels) {
    static DayView of(UsageStore.Day day) {
      return new DayView(
          day.date(), day.images(), day.bytes(), day.jobs(), day.tasks(), day.kilopixels() / 1e3);
    }
  }

  /** Adds the operation to a router. */
  public void mount(ApiRouter router) {
    router.handle("getUsage", this::get);
  }

  private Future<Void> get(ApiRequest request) {
    String owner = request.caller().userId();
    Quota quota = quotas.of(request.caller());
    return usage
        .stored(owner)
        .compose(
            stored -> usage.today(owner).map(today -> new View(stored, DayView.of(today), quota)))
        .compose(view -> request.json(200, view));
  }
}
