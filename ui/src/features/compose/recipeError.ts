import { ApiError, sentence } from '@/api/problem';

const RECIPE = /^\/outputs\/\d+\/recipe(?:\/(.*))?$/;

/**
 * What the server says about the recipe, with the place it means; undefined when the trouble is
 * something else.
 */
export function recipeError(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  for (const { pointer, detail } of error.violations) {
    const match = RECIPE.exec(pointer);
    if (match !== null) return sentence([...placeOf(match[1] ?? ''), detail].join(': '));
  }
  return error.code === 'invalid-recipe' ? error.message : undefined;
}

/** `steps/1/width` is the width of step 2, for people who count from one. */
function placeOf(path: string): string[] {
  const [part, ...rest] = path.split('/');
  if (part === 'steps' && rest[0] !== undefined) {
    return [[`Step ${Number(rest[0]) + 1}`, ...rest.slice(1)].join(', ')];
  }
  return part === 'output' ? [['Output', ...rest].join(', ')] : [];
}
