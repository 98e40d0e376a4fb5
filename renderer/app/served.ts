/** Whether the server has this window's files or, updated meanwhile, others; null: it does not answer. */
export async function readServed(): Promise<'same' | 'other' | null> {
  try {
    const answer = await fetch('/', { cache: 'no-store' });
    if (!answer.ok) return null;
    const page = await answer.text();
    return page.includes(new URL(import.meta.url).pathname) ? 'same' : 'other';
  } catch {
    return null;
  }
}
