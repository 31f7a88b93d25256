/**
 * The HTTP side: each class carries out some operations of the contract, reads their bodies and
 * writes their answers.
 */
package io.darkroom.auth.api;
