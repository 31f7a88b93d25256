import { expect, it } from 'vitest';
import { messageOf, problemFrom } from './problem';

it('reads a problem', () => {
  const body = JSON.stringify({
    code: 'invalid-recipe',
    title: 'The recipe is not valid',
    detail: 'There is no step "shrink"',
    traceId: 'abc',
    errors: [{ pointer: '/outputs/0/recipe', detail: 'no step "shrink"' }, 'nonsense'],
  });
  const error = problemFrom(422, body);
  expect(error).toMatchObject({ status: 422, code: 'invalid-recipe', traceId: 'abc' });
  expect(error.message).toBe('There is no step "shrink".');
  expect(error.violationAt('/outputs')).toBe('no step "shrink"');
  expect(error.violationAt('/output')).toBeUndefined();
  expect(error.retryable).toBe(false);
});

it('makes sense of an answer that is no problem', () => {
  const error = problemFrom(502, '<html>Bad gateway</html>');
  expect(error).toMatchObject({ code: 'http-502', retryable: true });
  expect(error.message).toBe('The server answered with status 502.');
});

it('says how long to wait', () => {
  const body = JSON.stringify({ code: 'rate-limited', detail: 'Too many requests.' });
  expect(messageOf(problemFrom(429, body, '7'))).toBe('Too many requests. Try again in 7 s.');
});
