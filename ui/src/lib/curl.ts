/** What stands on the screen, as commands for a POSIX shell. */

const AUTH = '-H "Authorization: Bearer $TOKEN"';

/** One word for the shell, quoted when it needs to be. */
export function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

interface JobOnScreen {
  origin: string;
  images: { id: string }[];
  recipe: string;
}

/** Starts a job; an image that is not uploaded yet is uploaded first. */
export function curlForNewJob({ origin, images, recipe }: JobOnScreen): string {
  const job = (ids: string[]) => JSON.stringify({ images: ids, outputs: [{ recipe }] });
  const create = (body: string) =>
    [
      `curl -sS ${shellQuote(`${origin}/api/jobs`)} ${AUTH} \\`,
      `  -H 'Content-Type: application/json' -d ${body}`,
    ].join('\n');
  if (images.length > 0) return create(shellQuote(job(images.map(({ id }) => id))));
  return [
    `IMAGE=$(curl -sS ${shellQuote(`${origin}/api/images?name=photo.jpg`)} ${AUTH} \\`,
    `  -H 'Content-Type: image/jpeg' --data-binary @photo.jpg | jq -r .id)`,
    create(shellQuote(job(['IMAGE'])).replace('"IMAGE"', `"'"$IMAGE"'"`)),
  ].join('\n');
}

interface ResultsOnScreen {
  origin: string;
  jobId: string;
  result?: { name: string; href: string } | undefined;
}

/** Looks at a job and fetches the result that is shown. */
export function curlForResults({ origin, jobId, result }: ResultsOnScreen): string {
  const lines = [`curl -sS ${shellQuote(`${origin}/api/jobs/${jobId}`)} ${AUTH}`];
  if (result !== undefined) {
    const target = new URL(result.href, origin).href;
    lines.push(`curl -sS ${shellQuote(target)} ${AUTH} -o ${shellQuote(result.name)}`);
  }
  return lines.join('\n');
}
