import { Section } from './Card';
import { CopyButton } from './CopyButton';

interface CodeBlockProps {
  title: string;
  code: string;
  /** Accessible name of the copy button; starts with "Copy". */
  copyLabel: string;
}

/** Commands to take away. Scrolls by itself and can be reached by keyboard for that. */
export function CodeBlock({ title, code, copyLabel }: CodeBlockProps) {
  return (
    <Section title={title} action={<CopyButton text={code} label={copyLabel} />}>
      <pre
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={title}
        className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-xs text-ink"
      >
        {code}
      </pre>
    </Section>
  );
}
