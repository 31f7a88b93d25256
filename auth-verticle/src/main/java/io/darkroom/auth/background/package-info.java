/** What goes on without anybody asking: keys are renewed, old rows removed, purges passed on. */
package io.darkroom.auth.background;
