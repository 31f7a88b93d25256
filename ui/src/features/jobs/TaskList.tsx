import type { Result, Task } from '@/api/types';
import { useKnownImage } from '@/features/images/queries';
import { cx } from '@/lib/cx';
import { formatBytes } from '@/lib/format';
import { taskStatusLabel } from './status';

interface TaskListProps {
  tasks: Task[];
  results: ReadonlyMap<string, Result>;
  selected: string;
  onSelect: (taskId: string) => void;
}

/** The tasks of a job with several; the chosen one is shown large. */
export function TaskList({ tasks, results, selected, onSelect }: TaskListProps) {
  return (
    <ul aria-label="Results" className="-mx-2 max-h-80 overflow-y-auto">
      {tasks.map((task, index) => (
        <li key={task.id}>
          <TaskRow
            task={task}
            number={index + 1}
            result={results.get(task.id)}
            selected={task.id === selected}
            onSelect={() => onSelect(task.id)}
          />
        </li>
      ))}
    </ul>
  );
}

interface TaskRowProps {
  task: Task;
  number: number;
  result: Result | undefined;
  selected: boolean;
  onSelect: () => void;
}

function TaskRow({ task, number, result, selected, onSelect }: TaskRowProps) {
  const image = useKnownImage(task.image);
  return (
    <button
      type="button"
      aria-current={selected || undefined}
      onClick={onSelect}
      className={cx(
        'flex min-h-10 w-full items-center justify-between gap-3 rounded-md px-2 text-left text-sm',
        selected ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <span className="truncate">{result?.name ?? image?.name ?? `Image ${number}`}</span>
      <span
        className={cx(
          'shrink-0 tabular-nums',
          task.status === 'failed' ? 'text-danger' : 'text-ink-muted',
        )}
      >
        {result === undefined ? taskStatusLabel(task) : formatBytes(result.bytes)}
      </span>
    </button>
  );
}
