package io.darkroom.gateway.limit;

import io.darkroom.gateway.route.RouteClass;

/**
 * Whose requests of one class are counted together with whose.
 *
 * @param routes the class of routes
 * @param user the account, empty for requests without a token
 * @param key the API key the request came with, empty without
 * @param network the client's address, or the network it stands for
 */
public record RateCaller(RouteClass routes, String user, String key, String network) {}
