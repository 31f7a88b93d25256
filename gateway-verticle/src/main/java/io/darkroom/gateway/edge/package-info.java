/**
 * What happens to every request before anybody looks at what it wants: shape, headers, connections.
 */
package io.darkroom.gateway.edge;
