/** What is selected or being drawn: the words marks are made of, and the tool in hand. */
import { signal } from "@preact/signals";
import type { Quad } from "../core/geometry";
import type { Target } from "./marks";

/** Selected words, one target for each page they stand on. */
export const selected = signal<readonly Target[]>([]);
/** Where the selection ends in the window, for what is offered beside it. */
export const selectedAt = signal<{ readonly x: number; readonly y: number } | null>(null);

/** A tool that draws a rectangle on a page: for a box, or to call a passage out. */
export interface Tool {
  readonly purpose: "box" | "call-out";
  readonly drawn: (page: string, quad: Quad) => void;
}

export const tool = signal<Tool | null>(null);
/** Words are being selected with the keys. */
export const selecting = signal(false);

/** The words selected, as text. */
export const selectedText = (): string => selected.peek().map(({ quote }) => quote?.exact ?? "").join("\n");
