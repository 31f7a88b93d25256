import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { Icon } from '@/components/ui/Icon';
import { cx } from '@/lib/cx';

export interface Side {
  src: string;
  alt: string;
  filter?: 'negative';
  /** Puts a checkerboard behind the picture. */
  transparent?: boolean;
  onError?: () => void;
}

interface CompareSliderProps {
  /** Accessible name of the slider. */
  label: string;
  /** How much of the first side is shown, 0 to 100 percent. */
  position: number;
  onPositionChange: (position: number) => void;
  /** Width by height of the frame; a picture of another shape is centred in it. */
  aspectRatio: number;
  before: Side;
  after: Side;
  beforeLabel: string;
  afterLabel: string;
}

/** Two pictures on top of each other with a divider that is dragged or moved by keys. */
export function CompareSlider(props: CompareSliderProps) {
  const { label, position, onPositionChange, aspectRatio, beforeLabel, afterLabel } = props;
  const frame = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);

  const moveTo = (percent: number) => onPositionChange(Math.min(100, Math.max(0, percent)));

  const follow = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return;
    moveTo(((event.clientX - box.left) / box.width) * 100);
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    handle.current?.focus({ preventScroll: true });
    follow(event);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetOf(event, position);
    if (target === undefined) return;
    event.preventDefault();
    moveTo(target);
  };

  return (
    <div
      ref={frame}
      data-testid="compare-frame"
      className="relative mx-auto max-w-full cursor-ew-resize touch-pan-y overflow-hidden rounded-lg select-none"
      style={{ aspectRatio, width: `min(100%, 68dvh * ${aspectRatio})` }}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => event.buttons === 1 && follow(event)}
    >
      <Layer side={props.after} label={afterLabel} labelClass="right-3" />
      <Layer
        side={props.before}
        label={beforeLabel}
        labelClass="left-3"
        style={{ clipPath: `inset(0 ${100 - position}% 0 0)` }}
      />
      <div
        ref={handle}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(position)}
        aria-valuetext={`${Math.round(position)} % ${beforeLabel.toLowerCase()}`}
        onKeyDown={onKeyDown}
        className="group absolute inset-y-0 w-10 -translate-x-1/2 outline-none"
        style={{ left: `${position}%` }}
      >
        <div className="mx-auto h-full w-0.5 bg-on-overlay shadow-float" />
        <div className="absolute top-1/2 left-1/2 grid size-10 -translate-1/2 place-items-center rounded-full bg-overlay text-on-overlay shadow-float ring-2 ring-on-overlay group-focus-visible:ring-4 group-focus-visible:ring-accent">
          <Icon name="compare" className="size-5" />
        </div>
      </div>
    </div>
  );
}

/** Where a key moves the divider; undefined for a key that is not ours. */
function targetOf(event: KeyboardEvent, position: number): number | undefined {
  const step = event.shiftKey ? 10 : 1;
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.round(position) - step;
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.round(position) + step;
    case 'PageDown':
      return Math.round(position) - 10;
    case 'PageUp':
      return Math.round(position) + 10;
    case 'Home':
      return 0;
    case 'End':
      return 100;
    default:
      return undefined;
  }
}

interface LayerProps {
  side: Side;
  label: string;
  labelClass: string;
  style?: CSSProperties;
}

function Layer({ side, label, labelClass, style }: LayerProps) {
  return (
    <div
      className={cx('absolute inset-0', side.transparent ? 'checkerboard' : 'bg-matte')}
      style={style}
    >
      <img
        src={side.src}
        alt={side.alt}
        draggable={false}
        onError={side.onError}
        className={cx(
          'size-full object-contain',
          side.filter === 'negative' && 'hue-rotate-180 invert sepia-50',
        )}
      />
      <span
        aria-hidden="true"
        className={cx(
          'absolute top-3 rounded-sm bg-overlay px-2 py-0.5 text-xs font-medium text-on-overlay',
          labelClass,
        )}
      >
        {label}
      </span>
    </div>
  );
}
