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
/** Counts askings for the go-to box, the search box: each puts the cursor there. */
export const goToAsked = signal(0);
export const searchAsked = signal(0);
