/**
 * The tables of the schema {@code auth}. A method that takes a {@code SqlClient} joins the caller's
 * transaction; what must happen together is put together by the services.
 */
package io.darkroom.auth.store;
