/** Keys for programs: shown once, stored hashed, limited in scope and, if wanted, in time. */
package io.darkroom.auth.domain.apikey;
