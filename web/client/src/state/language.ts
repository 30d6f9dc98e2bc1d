/** The language spoken to the person, and its catalogue: one is fetched, never both. */
import { signal } from "@preact/signals";
import type english from "../../../locale/en/client.json";
import { api } from "../api/client";
import type { Me } from "../api/shapes";
import { fill, type Values } from "../core/sentences";

export type Language = "en" | "cy";
export type Key = keyof typeof english;
type Catalogue = Readonly<Record<Key, string>>;

/** A signal, so that whatever is shown is said anew when the language changes. */
const sentences = signal<Catalogue | null>(null);

const CHOSEN = "sheaf.language";

/** The language spoken now, and anew when it changes. The server writes the browser's into `<html lang>`; a choice kept here goes
 *  before it. */
export function language(): Language {
  void sentences.value;
  return document.documentElement.lang.startsWith("cy") ? "cy" : "en";
}

/** The language last chosen in this browser, or by the person last known in it; null when nobody has chosen. */
export function remembered(): Language | null {
  const kept = localStorage.getItem(CHOSEN);
  return kept === "cy" || kept === "en" ? kept : null;
}

/** Keeps a choice for every page of this browser: a shell is written before anybody is known. */
export const remember = (spoken: Language): void => localStorage.setItem(CHOSEN, spoken);

/** The same, as dates and numbers are written in it. */
export const locale = (): string => (language() === "cy" ? "cy-GB" : "en-GB");

/** Fetches the catalogue. Await it once, before anything is rendered. */
export async function speak(spoken: Language = remembered() ?? language()): Promise<void> {
  const loaded = spoken === "cy" ? await import("../../../locale/cy/client.json") : await import("../../../locale/en/client.json");
  document.documentElement.lang = spoken;
  sentences.value = loaded.default;
}

/** Speaks the language a signed-in person chose, kept with this browser and with them. */
export async function change(spoken: Language): Promise<void> {
  remember(spoken);
  await api.patch<Me>("/me", { language: spoken }).catch(() => undefined); // before anything is asked for anew in it
  await speak(spoken);
}

/** The sentence of a key, filled. */
export function t(key: Key, values?: Values): string {
  return fill(sentences.value?.[key] ?? key, values);
}

/** One of two sentences by number, with `count` filled in. Welsh nouns stay singular after a number: its two may be alike. */
export function plural(count: number, one: Key, other: Key, values: Values = {}): string {
  return t(count === 1 ? one : other, { count: count.toLocaleString(locale()), ...values });
}
