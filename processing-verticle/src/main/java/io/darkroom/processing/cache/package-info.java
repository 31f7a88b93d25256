/**
 * Results that exist already, and who is about to make which. Redis holds both for all instances;
 * without Redis everybody computes for himself, which costs time and harms nothing.
 */
package io.darkroom.processing.cache;
