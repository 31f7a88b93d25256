/**
 * Passing a request on to an instance of a service and its answer back, as streams, and telling
 * failures of the services apart.
 */
package io.darkroom.gateway.proxy;
