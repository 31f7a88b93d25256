/** What must hold when things break or people send rubbish. */
package io.darkroom.systemtests.faults;
