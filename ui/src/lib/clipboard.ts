/** Copies a text; false when the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  // The clipboard API is missing outside secure contexts.
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (clipboard === undefined) return false;
  return clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
