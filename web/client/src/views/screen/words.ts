/** The few sentences of a screen, in the language of its address or of its browser. */
import cy from "../../../../locale/cy/screen.json";
import en from "../../../../locale/en/screen.json";
import { fill, type Values } from "../../core/sentences";

export type ScreenKey = keyof typeof en;

let sentences: Readonly<Record<ScreenKey, string>> = en;

export function speak(wanted: string | null): void {
  const spoken = (wanted ?? navigator.language).toLowerCase().startsWith("cy") ? "cy" : "en";
  sentences = spoken === "cy" ? cy : en;
  document.documentElement.lang = spoken;
}

export const t = (key: ScreenKey, values?: Values): string => fill(sentences[key], values);
