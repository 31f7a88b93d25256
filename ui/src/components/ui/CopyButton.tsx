import { useEffect, useState } from 'react';
import { copyText } from '@/lib/clipboard';
import { Button } from './Button';

const SHOWN_MS = 2_000;

/** Copies a text and says whether that worked. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();

  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        className="-mr-3"
        icon={outcome === 'copied' ? 'check' : 'copy'}
        aria-label={label}
        onClick={async () => setOutcome((await copyText(text)) ? 'copied' : 'failed')}
      >
        {outcome === 'copied' ? 'Copied' : outcome === 'failed' ? 'Not allowed' : 'Copy'}
      </Button>
      <span role="status" className="sr-only">
        {outcome === 'copied' && 'Copied to the clipboard'}
        {outcome === 'failed' && 'The browser did not allow copying'}
      </span>
    </>
  );
}
