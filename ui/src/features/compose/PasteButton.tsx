import { useState } from 'react';
import { Button } from '@/components/ui/Button';

/** Whether the page may read pictures from the clipboard: secure contexts of some browsers. */
function canRead(): boolean {
  return typeof (navigator as { clipboard?: Partial<Clipboard> }).clipboard?.read === 'function';
}

/** Adds the picture in the clipboard; the shortcut works without this button, too. */
export function PasteButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const [problem, setProblem] = useState<string>();
  if (!canRead()) return null;

  const paste = async () => {
    setProblem(undefined);
    try {
      const files = await clipboardImages();
      if (files.length === 0) setProblem('There is no picture in the clipboard.');
      else onFiles(files);
    } catch {
      setProblem('The browser did not allow reading the clipboard. Press Ctrl + V instead.');
    }
  };
  return (
    <>
      <Button size="sm" icon="clipboard" onClick={paste}>
        Paste
      </Button>
      <p role="alert" className="w-full text-sm text-danger empty:hidden">
        {problem}
      </p>
    </>
  );
}

async function clipboardImages(): Promise<File[]> {
  const items = await navigator.clipboard.read();
  const files = items.map(async (item) => {
    const type = item.types.find((candidate) => candidate.startsWith('image/'));
    if (type === undefined) return [];
    return [new File([await item.getType(type)], `pasted.${type.slice(6)}`, { type })];
  });
  return (await Promise.all(files)).flat();
}
