/** Searching the words of the bundle: the question, the hits, and the one being looked at. */
import { batch, computed, signal } from "@preact/signals";
import { api, Refusal } from "../api/client";
import type { Hit, Hits } from "../api/shapes";
import { caseId, current, pages } from "./bundle";

export const query = signal("");
export const hits = signal<readonly Hit[]>([]);
export const terms = signal<readonly string[]>([]);
export const more = signal(false);
export const searching = signal(false);
export const searchFailed = signal<string | null>(null);
/** The place among `hits` of the one being looked at, or -1. */
export const chosen = signal(-1);

const MOST = 100;
let asked: AbortController | null = null;

export interface Group {
  readonly document: string;
  readonly title: string;
  readonly hits: readonly { readonly hit: Hit; readonly place: number }[];
}

/** Hits under their documents, in the order they came. */
export const grouped = computed<readonly Group[]>(() => {
  const groups = new Map<string, { document: string; title: string; hits: { hit: Hit; place: number }[] }>();
  for (const [place, hit] of hits.value.entries()) {
    const standing = groups.get(hit.document) ?? { document: hit.document, title: hit.title, hits: [] };
    standing.hits.push({ hit, place });
    groups.set(hit.document, standing);
  }
  return [...groups.values()];
});

export async function search(words: string, skip = 0): Promise<void> {
  asked?.abort();
  const mine = (asked = new AbortController());
  query.value = words;
  if (words.trim() === "") return clear();
  searching.value = true;
  searchFailed.value = null;
  try {
    const rest = { query: { q: words, limit: MOST, skip: skip || undefined }, signal: mine.signal };
    const found = await api.get<Hits>(`/cases/${caseId}/search`, rest);
    batch(() => {
      hits.value = skip > 0 ? [...hits.peek(), ...found.hits] : found.hits;
      terms.value = found.terms;
      more.value = found.more;
      if (skip === 0) chosen.value = -1;
    });
  } catch (reason) {
    if (mine.signal.aborted) return;
    if (!(reason instanceof Refusal)) throw reason;
    searchFailed.value = reason.problem?.detail ?? "";
  } finally {
    if (asked === mine) searching.value = false;
  }
}

export const searchOn = (): Promise<void> => search(query.peek(), hits.peek().length);

export function clear(): void {
  batch(() => {
    query.value = "";
    hits.value = [];
    terms.value = [];
    more.value = false;
    chosen.value = -1;
    searching.value = false;
  });
}

/** The next hit in a direction: from the chosen one, or from the page being read. Chooses it and returns its page's index. */
export function stepHit(by: 1 | -1): number | undefined {
  const all = hits.peek();
  if (all.length === 0) return undefined;
  const place = chosen.peek() >= 0 ? (chosen.peek() + by + all.length) % all.length : nearest(by);
  return choose(place);
}

export function choose(place: number): number | undefined {
  const hit = hits.peek()[place];
  if (!hit) return undefined;
  chosen.value = place;
  return pages.peek().indexOf(hit.page);
}

function nearest(by: 1 | -1): number {
  const at = hits.peek().map((hit) => pages.peek().indexOf(hit.page) ?? -1);
  const ahead = by > 0 ? at.findIndex((index) => index >= current.peek()) : at.findLastIndex((index) => index <= current.peek());
  return ahead >= 0 ? ahead : by > 0 ? 0 : at.length - 1;
}
