import { Spinner } from '@/components/ui/Spinner';

/** Holds the place of a picture that is on its way. */
export function Developing({ aspectRatio, label }: { aspectRatio: number; label: string }) {
  return (
    <div
      className="mx-auto grid max-w-full place-items-center rounded-lg bg-matte text-ink-muted"
      style={{ aspectRatio, width: `min(100%, 68dvh * ${aspectRatio})` }}
    >
      <p className="flex items-center gap-2 text-sm">
        <Spinner /> {label}
      </p>
    </div>
  );
}
