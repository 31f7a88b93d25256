/** A client written from the published API alone, as a user of the platform would write it. */
package io.darkroom.systemtests.client;
