/** The words of pages, fetched once and kept while lately used. */
import { api, Refusal } from "../../../api/client";
import type { PageWords } from "../../../api/shapes";
import type { Line } from "../../../core/words";

const MOST = 120;
const kept = new Map<string, Promise<readonly Line[]>>();

/** The lines of a page, in reading order; none when they cannot be had. */
export function wordsOf(page: string): Promise<readonly Line[]> {
  const standing = kept.get(page);
  kept.delete(page);
  const lines = standing ?? fetched(page);
  kept.set(page, lines);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break;
    kept.delete(oldest);
  }
  return lines;
}

async function fetched(page: string): Promise<readonly Line[]> {
  try {
    return (await api.get<PageWords>(`/pages/${page}/words`)).lines as readonly Line[];
  } catch (reason) {
    if (!(reason instanceof Refusal)) throw reason;
    kept.delete(page);
    return [];
  }
}
