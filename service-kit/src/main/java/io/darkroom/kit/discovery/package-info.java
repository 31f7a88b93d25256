/**
 * Where services are. Callers see one small snapshot interface, whatever fills it: fixed lists, the
 * own process, or a Consul agent.
 */
package io.darkroom.kit.discovery;
