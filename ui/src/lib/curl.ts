/** What stands on the screen, as commands for a POSIX shell. */

/** One word for the shell, quoted when it needs to be. */
export function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A curl command, one option a line so that it can be read in a narrow column. */
function curl(url: string, ...options: string[]): string {
  return [`curl -sS ${shellQuote(url)}`, '-H "Authorization: Bearer $TOKEN"', ...options].join(
    ' \\\n  ',
  );
}

interface JobOnScreen {
  origin: string;
  images: readonly { id: string }[];
  recipe: string;
}

/** Starts a job; while nothing is uploaded yet, it shows how to upload first. */
export function curlForNewJob({ origin, images, recipe }: JobOnScreen): string {
  const create = (ids: string[]) => {
    const body = shellQuote(JSON.stringify({ images: ids, outputs: [{ recipe }] }));
    // The placeholder becomes a shell variable between two quoted halves.
    const data = body.replace('"$IMAGE"', `"'"$IMAGE"'"`);
    return curl(`${origin}/api/jobs`, "-H 'Content-Type: application/json'", `-d ${data}`);
  };
  if (images.length > 0) return create(images.map(({ id }) => id));
  const upload = curl(
    `${origin}/api/images?name=photo.jpg`,
    "-H 'Content-Type: image/jpeg'",
    '--data-binary @photo.jpg | jq -r .id',
  );
  return `IMAGE=$(${upload})\n${create(['$IMAGE'])}`;
}

interface ResultsOnScreen {
  origin: string;
  jobId: string;
  result?: { name: string; href: string } | undefined;
}

/** Looks at a job and fetches the result that is shown. */
export function curlForResults({ origin, jobId, result }: ResultsOnScreen): string {
  const look = curl(`${origin}/api/jobs/${jobId}`);
  if (result === undefined) return look;
  return `${look}\n${curl(new URL(result.href, origin).href, `-o ${shellQuote(result.name)}`)}`;
}
