/**
 * Where image bytes live, addressed by their SHA-256. A blob is either complete and synced under
 * its name, or it is not there: it is written aside, forced to disk and renamed.
 */
package io.darkroom.kit.blob;
