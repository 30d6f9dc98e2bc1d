/** The language spoken to the person, and its catalogue: one is fetched, never both. */
import { signal } from "@preact/signals";
import type english from "../../../locale/en/client.json";
import { fill, type Values } from "../core/sentences";

export type Language = "en" | "cy";
export type Key = keyof typeof english;
type Catalogue = Readonly<Record<Key, string>>;

/** A signal, so that whatever is shown is said anew when the language changes. */
const sentences = signal<Catalogue | null>(null);

/** The language of the page as the server wrote it: `<html lang>` follows the person's choice. */
export function language(): Language {
  return document.documentElement.lang.startsWith("cy") ? "cy" : "en";
}

/** Fetches the catalogue. Await it once, before anything is rendered. */
export async function speak(spoken: Language = language()): Promise<void> {
  const loaded = spoken === "cy" ? await import("../../../locale/cy/client.json") : await import("../../../locale/en/client.json");
  document.documentElement.lang = spoken;
  sentences.value = loaded.default;
}

/** The sentence of a key, filled. */
export function t(key: Key, values?: Values): string {
  return fill(sentences.value?.[key] ?? key, values);
}

/** One of two sentences by number, with `count` filled in. Welsh nouns stay singular after a number: its two may be alike. */
export function plural(count: number, one: Key, other: Key, values: Values = {}): string {
  return t(count === 1 ? one : other, { count: count.toLocaleString(language()), ...values });
}
