/** The marks this reader may see, kept fresh; and making, changing and removing one's own. */
import { computed, signal } from "@preact/signals";
import { api, Refusal } from "../api/client";
import type { LayerKind, Mark, MarkChanges, NewMark } from "../api/shapes";
import { byPage, inPageOrder, sieved } from "../core/marks";
import type { Quad } from "../core/geometry";
import type { Quote } from "../core/words";
import { newId } from "../net/ids";
import { caseId, pages } from "./bundle";
import { poll, type Poll } from "./poll";

export const COLOURS = ["yellow", "green", "blue", "pink", "orange"] as const;
export type Colour = (typeof COLOURS)[number];
export const LAYERS: readonly LayerKind[] = ["mine", "team", "everyone"];

export const marks = signal<readonly Mark[]>([]);
/** All marks put out of sight, whoever's: before sharing a screen, say. */
export const hidden = signal(false);
export const shownLayers = signal<ReadonlySet<LayerKind>>(new Set(LAYERS));
export const sieveText = signal("");
/** The layer new marks go on. Always begins as the reader's own. */
export const layer = signal<LayerKind>("mine");
export const colour = signal<Colour>("yellow");
/** The mark pointed at, in the panel and on the page. */
export const pointed = signal<string | null>(null);
/** The mark whose words are being written. */
export const editing = signal<string | null>(null);
/** What went wrong with the last change, as a sentence. */
export const markTrouble = signal<string | null>(null);

export const listed = computed(() =>
  inPageOrder(sieved(marks.value, { layers: shownLayers.value, text: sieveText.value }), (page) => pages.value.indexOf(page)),
);
export const onPages = computed(() =>
  byPage(hidden.value ? [] : marks.value.filter((mark) => shownLayers.value.has(mark.layer))),
);

const PACE = 5_000;
let asking: Poll | null = null;

export function openMarks(): void {
  asking ??= poll<readonly Mark[]>({ path: `/cases/${caseId}/marks`, pace: () => PACE, heard: (fresh) => (marks.value = fresh) });
  void asking.now();
}

const withMark = (mark: Mark) => [...marks.peek().filter(({ id }) => id !== mark.id), mark];
const withoutMark = (id: string) => marks.peek().filter((mark) => mark.id !== id);

async function told<Answer>(change: Promise<Answer>): Promise<Answer | null> {
  try {
    const answer = await change;
    markTrouble.value = null;
    return answer;
  } catch (reason) {
    if (!(reason instanceof Refusal)) throw reason;
    markTrouble.value = reason.problem?.detail ?? "";
    return null;
  } finally {
    void asking?.now();
  }
}

export interface Target {
  readonly page: string;
  readonly quads: readonly Quad[];
  readonly quote: Quote | null;
}

/** What was shared with everyone was meant to be; the next mark is one's own again until that is said anew. */
export function sharedOnce(): void {
  if (layer.peek() === "everyone") layer.value = "mine";
}

/** Makes a mark and shows it at once, before the server has answered. Resolves with its id, or null when it was refused. */
export async function makeMark(kind: Mark["kind"], target: Target, body = ""): Promise<string | null> {
  const id = newId();
  const fresh: NewMark = { id, kind, body, page: target.page, layer: layer.peek(), quads: target.quads, quote: target.quote, colour: colour.peek() };
  const index = pages.peek().indexOf(target.page) ?? 0;
  const awaited = { ...fresh, label: pages.peek().labelAt(index), author: "", mine: true, created_at: new Date().toISOString(), revision: 0 };
  marks.value = withMark(awaited as Mark);
  const kept = await told(api.post<Mark>(`/cases/${caseId}/marks`, fresh));
  marks.value = kept ? withMark(kept) : withoutMark(id);
  return kept && id;
}

export async function changeMark(mark: Mark, changes: Omit<MarkChanges, "revision">): Promise<boolean> {
  const kept = await told(api.patch<Mark>(`/marks/${mark.id}`, { ...changes, revision: mark.revision }));
  if (kept) marks.value = withMark(kept);
  return kept !== null;
}

export async function removeMark(mark: Mark): Promise<void> {
  const gone = await told(api.delete(`/marks/${mark.id}`).then(() => true));
  if (gone) marks.value = withoutMark(mark.id);
}
