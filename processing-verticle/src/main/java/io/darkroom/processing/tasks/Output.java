package io.darkroom.processing.tasks;

import io.darkroom.codecs.message.TaskOrder;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.processing.cache.ResultKey;
import java.util.List;

/**
 * One result to make, and the tasks that want it: several when they have the same recipe.
 *
 * @param key names the result
 * @param recipe how it is made
 * @param orders who gets it
 */
record Output(ResultKey key, Recipe recipe, List<TaskOrder> orders) {}
