/** How long to wait before trying again, decided once for every remote system. */
package io.darkroom.kit.retry;
