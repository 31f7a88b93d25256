package io.darkroom.auth.config;

import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;

/**
 * API keys.
 *
 * @param most keys of one account
 */
public record ApiKeyConfig(@Default("50") @Range(min = 1, max = 1_000) int most) {}
