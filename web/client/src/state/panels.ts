/** What is open around the pages. */
import { signal } from "@preact/signals";
import type { Target } from "./marks";

export type Tab = "index" | "pages" | "search";

export const tab = signal<Tab>("index");
/** The panel on the far side: notes, or the presenter's. */
export const side = signal<"notes" | "court" | null>(null);
export const helpOpen = signal(false);
export const textOpen = signal(false);
/** A note begun and not yet kept. */
export const draft = signal<Target | null>(null);
/** A box that wants the cursor as soon as it is there: nothing typed after the key that asked for it may be lost. */
let wanted: string | null = null;

/** Puts the cursor in a box, now or when it comes. */
export function focusOn(id: string): void {
  const box = document.getElementById(id);
  if (box instanceof HTMLInputElement) focused(box);
  else wanted = id;
}

/** A box has come: it takes the cursor when it was asked for. */
export function come(box: HTMLInputElement | null): void {
  if (box && box.id === wanted) focused(box);
}

function focused(box: HTMLInputElement): void {
  wanted = null;
  box.focus();
  box.select();
}
