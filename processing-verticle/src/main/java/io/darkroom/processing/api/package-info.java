/** The service's HTTP operations, by the contract. */
package io.darkroom.processing.api;
