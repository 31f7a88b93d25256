/** What a user does, in every deployment shape. */
package io.darkroom.systemtests.journey;
