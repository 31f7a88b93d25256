/**
 * The way to PostgreSQL: one sized pool per service, and the service's own schema brought to the
 * version its code expects before anything else runs.
 */
package io.darkroom.kit.postgres;
