import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { CompareSlider } from './CompareSlider';

function Example() {
  const [position, setPosition] = useState(50);
  return (
    <CompareSlider
      label="Compare"
      position={position}
      onPositionChange={setPosition}
      aspectRatio={1.5}
      before={{ src: 'a.png', alt: 'Before' }}
      after={{ src: 'b.png', alt: 'After' }}
      beforeLabel="Original"
      afterLabel="Result"
    />
  );
}

it.each([
  ['{ArrowRight}', 51],
  ['{ArrowLeft}', 49],
  ['{Shift>}{ArrowRight}{/Shift}', 60],
  ['{Shift>}{ArrowLeft}{/Shift}', 40],
  ['{PageUp}', 60],
  ['{Home}', 0],
  ['{End}', 100],
  ['{End}{ArrowRight}', 100],
])('moves by %s to %d', async (keys, expected) => {
  render(<Example />);
  const slider = screen.getByRole('slider', { name: 'Compare' });
  slider.focus();
  await userEvent.keyboard(keys);
  expect(slider).toHaveAttribute('aria-valuenow', String(expected));
  expect(slider).toHaveAttribute('aria-valuetext', `${expected} % original`);
});

it('follows the pointer and takes the focus', () => {
  render(<Example />);
  const slider = screen.getByRole('slider');
  const frame = screen.getByTestId('compare-frame');
  frame.setPointerCapture = vi.fn();
  frame.getBoundingClientRect = () => new DOMRect(100, 0, 200, 100);
  fireEvent.pointerDown(frame, { clientX: 150, button: 0 });
  expect(slider).toHaveAttribute('aria-valuenow', '25');
  expect(slider).toHaveFocus();
  fireEvent.pointerMove(frame, { clientX: 400, buttons: 1 });
  expect(slider).toHaveAttribute('aria-valuenow', '100');
  fireEvent.pointerMove(frame, { clientX: 150, buttons: 0 });
  expect(slider).toHaveAttribute('aria-valuenow', '100');
});
