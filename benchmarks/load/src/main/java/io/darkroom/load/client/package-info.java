/** The public API as a client sees it: accounts, uploads, jobs. */
package io.darkroom.load.client;
