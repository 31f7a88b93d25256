/** What kinds of operation there are, so that limits and timeouts have something to hang on. */
package io.darkroom.gateway.route;
