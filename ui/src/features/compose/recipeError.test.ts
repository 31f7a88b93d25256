import { expect, it } from 'vitest';
import { ApiError } from '@/api/problem';
import { recipeError } from './recipeError';

function refusal(pointer: string, detail: string): ApiError {
  return new ApiError(422, 'invalid-recipe', 'Not valid.', [{ pointer, detail }]);
}

it.each([
  ['/outputs/0/recipe/steps/0', 'unknown operation "x"', 'Step 1: unknown operation "x".'],
  ['/outputs/0/recipe/steps/1/width', 'too large', 'Step 2, width: too large.'],
  ['/outputs/0/recipe/output/quality', 'from 1 to 100', 'Output, quality: from 1 to 100.'],
  ['/outputs/0/recipe', 'must not be empty', 'Must not be empty.'],
  ['/recipe', 'elsewhere', 'Not valid.'],
])('tells where %s is', (pointer, detail, message) => {
  expect(recipeError(refusal(pointer, detail))).toBe(message);
});

it('leaves other trouble alone', () => {
  expect(recipeError(new ApiError(503, 'unavailable', 'Away.'))).toBeUndefined();
  expect(recipeError(null)).toBeUndefined();
});
