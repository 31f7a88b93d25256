import { useMutation } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import type { Result } from '@/api/types';
import { Alert } from '@/components/ui/Alert';
import { Button } from '@/components/ui/Button';
import { copyText } from '@/lib/clipboard';
import { useApi } from '@/session/SessionContext';

/** Makes a link that shows the result to anybody, and copies it. */
export function CopyLink({ result }: { result: Result }) {
  const api = useApi();
  const link = useMutation({
    mutationFn: async () => {
      const { url } = await api.createLink(result);
      return { url, copied: await copyText(url) };
    },
  });
  const made = link.data;
  return (
    <div className="mt-2 grid gap-2">
      <Button
        icon={made?.copied ? 'check' : 'copy'}
        className="w-full"
        busy={link.isPending}
        onClick={() => link.mutate()}
      >
        {made?.copied ? 'Link copied' : 'Copy public link'}
      </Button>
      {link.isError && <Alert>{messageOf(link.error)}</Alert>}
      <p role="status" className="text-sm text-ink-muted">
        {made && 'Anybody with this link sees the result, until the image is deleted.'}
        {made && !made.copied && <span className="mt-1 block break-all text-ink">{made.url}</span>}
      </p>
    </div>
  );
}
