import { Field, TextArea } from '@/components/ui/Field';
import { cx } from '@/lib/cx';
import { PRESETS } from '@/features/draft/presets';

interface RecipeFieldProps {
  value: string;
  onChange: (recipe: string) => void;
  error: string | undefined;
}

/** A recipe as text, with presets that fill it in. Enter runs it. */
export function RecipeField({ value, onChange, error }: RecipeFieldProps) {
  return (
    <div className="grid gap-3">
      <div role="group" aria-label="Presets" className="flex flex-wrap gap-1.5">
        {PRESETS.map(({ name, recipe }) => (
          <button
            key={name}
            type="button"
            aria-pressed={value === recipe}
            onClick={() => onChange(recipe)}
            className={cx(
              'min-h-8 rounded-md border px-2.5 text-sm font-medium transition-colors',
              value === recipe
                ? 'border-accent bg-accent-soft text-accent'
                : 'border-line text-ink-muted hover:bg-hover hover:text-ink',
            )}
          >
            {name}
          </button>
        ))}
      </div>
      <Field
        label="Recipe"
        hint="Steps from left to right with a slash between them; the format comes last."
        error={error}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={(event) => {
              // A recipe is one line: Enter runs it instead of breaking it.
              if (event.key !== 'Enter') return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            className="font-mono text-sm"
          />
        )}
      </Field>
    </div>
  );
}
