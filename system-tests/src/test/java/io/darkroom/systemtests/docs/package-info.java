/** What the documentation shows is run as it stands. */
package io.darkroom.systemtests.docs;
