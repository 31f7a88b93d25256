/**
 * Who may start next. A worker slot alone is no measure: one large image can take the memory of a
 * hundred small ones, so work is admitted by its estimated decoded bytes as well.
 */
package io.darkroom.processing.admission;
