/** How often something may be tried: the arithmetic alone, wherever the state is kept. */
package io.darkroom.auth.domain.throttle;
