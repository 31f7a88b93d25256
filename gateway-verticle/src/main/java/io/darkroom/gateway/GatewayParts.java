package io.darkroom.gateway;

import io.darkroom.gateway.access.ClientAddress;
import io.darkroom.gateway.access.Doorkeeper;
import io.darkroom.gateway.access.KeyExchange;
import io.darkroom.gateway.edge.ConnectionWatch;
import io.darkroom.gateway.edge.Cors;
import io.darkroom.gateway.edge.SecurityHeaders;
import io.darkroom.gateway.limit.RateLimiter;
import io.darkroom.gateway.proxy.ServiceRoutes;
import io.darkroom.gateway.proxy.Upstream;
import io.darkroom.gateway.site.BacklogClient;
import io.darkroom.gateway.site.InstanceClient;
import io.darkroom.gateway.site.OwnApi;
import io.darkroom.gateway.site.UiHandler;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.Health;
import io.darkroom.kit.http.HttpDrain;
import io.darkroom.kit.http.InstanceReport;
import io.darkroom.kit.http.Problems;
import io.darkroom.kit.http.RequestTrace;
import io.darkroom.kit.redis.RedisClient;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.kit.token.JwksTokenVerifier;
import io.darkroom.kit.token.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/**
 * What the gateway is made of.
 *
 * @param drain what is under way
 * @param watch who is connected
 */
record GatewayParts(
    Vertx vertx,
    GatewayConfig config,
    ServiceContext context,
    ServiceClient auth,
    ServiceClient jobs,
    InstanceClient instances,
    Health health,
    RedisClient redis,
    TokenVerifier tokens,
    Upstream upstream,
    RateLimiter limiter,
    HttpDrain drain,
    ConnectionWatch watch) {

  static GatewayParts create(
      Vertx vertx, GatewayConfig config, ServiceContext context, Health health) {
    ServiceClient auth = new ServiceClient(vertx, context.endpoints(), ServiceName.AUTH);
    RedisClient redis = RedisClient.connect(vertx, config.redis());
    TokenVerifier tokens = JwksTokenVerifier.of(vertx, config.tokens(), auth);
    RateLimiter limiter = new RateLimiter(vertx, config.rates(), redis);
    health.register("token-keys", tokens::ready).note("rate-limits", limiter::degraded);
    return new GatewayParts(
        vertx,
        config,
        context,
        auth,
        new ServiceClient(vertx, context.endpoints(), ServiceName.JOB),
        new InstanceClient(vertx),
        health,
        redis,
        tokens,
        new Upstream(
            vertx, context.endpoints(), config.timeouts(), config.limits(), config.breaker()),
        limiter,
        new HttpDrain(),
        new ConnectionWatch(vertx, config.limits().connections(), config.timeouts().idle()));
  }

  /** The operations of the services first, then our own, then the interface. */
  Future<Router> router(Contract contract) {
    Doorkeeper doorkeeper = new Doorkeeper(tokens, new KeyExchange(auth, context.clock()));
    ApiRouter own = ApiRouter.create(vertx, contract, ServiceName.GATEWAY).authenticate(doorkeeper);
    return new OwnApi(
            contract,
            context.endpoints(),
            upstream,
            limiter,
            new BacklogClient(jobs),
            instances,
            () -> InstanceReport.of(context.instance(), health))
        .mount(own)
        .mount(assemble(contract, doorkeeper))
        .onSuccess(router -> new UiHandler(vertx).mount(router));
  }

  private Router assemble(Contract contract, Doorkeeper doorkeeper) {
    Router router = Router.router(vertx);
    router.route().handler(watch::handle);
    router.route().handler(RequestTrace::handle);
    router.route().handler(drain::track);
    router.route().handler(new SecurityHeaders(config.tls().enabled())::handle);
    router.route().handler(new Cors(config.cors())::handle);
    Problems.install(router);
    ServiceRoutes services =
        new ServiceRoutes(
            contract,
            doorkeeper,
            limiter,
            new ClientAddress(config.limits().trustedProxies()),
            config.limits(),
            upstream);
    router.route().handler(services::handle);
    return router;
  }

  Future<Void> close() {
    watch.close();
    return limiter
        .close()
        .transform(
            done ->
                Future.join(
                    tokens.close(),
                    upstream.close(),
                    auth.close(),
                    jobs.close(),
                    instances.close(),
                    redis.close()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
