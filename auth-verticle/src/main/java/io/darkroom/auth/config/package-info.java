/** What can be set below {@code auth.}: one record for each concern. */
package io.darkroom.auth.config;
