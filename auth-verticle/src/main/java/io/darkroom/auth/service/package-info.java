/**
 * What the service does, one class for each concern: rules from the domain, rows from the store,
 * together in one transaction where they belong together.
 */
package io.darkroom.auth.service;
