/** The bundle being read: its index as the server tells it, and the pages as one line of numbers. */
import { batch, computed, signal } from "@preact/signals";
import { api, Refusal } from "../api/client";
import type { Bundle, CaseHome, Me } from "../api/shapes";
import { Pages } from "../core/pages";
import { poll, type Poll } from "./poll";

export const caseId = /^\/cases\/([^/]+)/.exec(location.pathname)?.[1] ?? "";
export const me = signal<Me | null>(null);
export const home = signal<CaseHome | null>(null);
export const bundle = signal<Bundle | null>(null);
export const pages = signal(new Pages([]));
/** Why the bundle cannot be read, as a sentence; the reader shows nothing else then. */
export const trouble = signal<Refusal | null>(null);
export const mayMark = computed(() => home.value?.acts.includes("annotate") ?? false);

/** The index of the page being read. Only `navigation` and the stage move it. */
export const current = signal(0);
export const label = computed(() => pages.value.labelAt(current.value));
export const currentId = computed(() => pages.value.idAt(current.value));

const BUSY = 3_000;
const QUIET = 20_000;
let asking: Poll | null = null;

/** Takes a new index; the page being read stays the page being read, wherever it now stands. */
function take(fresh: Bundle): void {
  const standing = currentId.peek();
  const arranged = new Pages(fresh.sections);
  batch(() => {
    const moved = standing === undefined ? undefined : arranged.indexOf(standing);
    bundle.value = fresh;
    pages.value = arranged;
    current.value = Math.max(0, moved ?? Math.min(current.peek(), arranged.count - 1));
    trouble.value = null;
  });
}

/** Opens the bundle and keeps its index fresh. Resolves when there is something to read, or `trouble` to tell. */
export async function openBundle(): Promise<void> {
  const told = (reason: unknown) => {
    if (!(reason instanceof Refusal)) throw reason;
    trouble.value = reason;
  };
  asking ??= poll<Bundle>({
    path: `/cases/${caseId}/bundle`,
    pace: () => (bundle.peek()?.busy ? BUSY : QUIET),
    heard: take,
    failed: (refusal) => {
      if (bundle.peek() === null || refusal.status === 404 || refusal.status === 401) trouble.value = refusal;
    },
  });
  const known = Promise.all([api.get<CaseHome>(`/cases/${caseId}`), api.get<Me>("/session")]).then(([theCase, person]) => {
    home.value = theCase;
    me.value = person;
  }, told);
  await Promise.all([asking.now(), known]);
}
