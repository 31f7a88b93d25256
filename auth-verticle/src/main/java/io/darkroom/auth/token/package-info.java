/** Access tokens: the keys that sign them, how they are made, and how this service checks them. */
package io.darkroom.auth.token;
