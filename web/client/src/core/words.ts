/** From a selection of text to an anchor: words, their places, and the quote by which they are found again. */
import type { Quad } from "./geometry";

export type Box = readonly [number, number, number, number];

export interface Line {
  readonly words: readonly string[];
  readonly boxes: readonly Box[];
}

/** A place in the page's text: a line, and a distance into its words joined by single spaces. */
export interface TextPoint {
  readonly line: number;
  readonly offset: number;
}

export interface WordPlace {
  readonly line: number;
  readonly word: number;
}

/** Words from first to last, both included. */
export interface WordSpan {
  readonly from: WordPlace;
  readonly to: WordPlace;
}

export interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

const CONTEXT = 60;
const LONGEST_QUOTE = 10_000;

export const lineText = (line: Line): string => line.words.join(" ");

const before = (a: WordPlace, b: WordPlace): boolean => a.line < b.line || (a.line === b.line && a.word < b.word);

/** The words whose letters lie between two points, or null when there are none. */
export function spanBetween(lines: readonly Line[], a: TextPoint, b: TextPoint): WordSpan | null {
  const [start, end] = a.line < b.line || (a.line === b.line && a.offset <= b.offset) ? [a, b] : [b, a];
  const from = firstAfter(lines, start);
  const to = lastBefore(lines, end);
  return from && to && !before(to, from) ? { from, to } : null;
}

function firstAfter(lines: readonly Line[], point: TextPoint): WordPlace | null {
  for (let line = point.line; line < lines.length; line++) {
    let at = 0;
    for (const [word, text] of (lines[line]?.words ?? []).entries()) {
      at += text.length;
      if (line > point.line || at > point.offset) return { line, word };
      at += 1;
    }
  }
  return null;
}

function lastBefore(lines: readonly Line[], point: TextPoint): WordPlace | null {
  for (let line = Math.min(point.line, lines.length - 1); line >= 0; line--) {
    let found: WordPlace | null = null;
    let at = 0;
    for (const [word, text] of (lines[line]?.words ?? []).entries()) {
      if (line < point.line || at < point.offset) found = { line, word };
      at += text.length + 1;
    }
    if (found) return found;
  }
  return null;
}

function wordsIn(lines: readonly Line[], span: WordSpan, line: number): readonly [number, number] {
  const last = (lines[line]?.words.length ?? 0) - 1;
  return [line === span.from.line ? span.from.word : 0, line === span.to.line ? span.to.word : last];
}

/** One upright rectangle a line, around the words. */
export function quadsOf(lines: readonly Line[], span: WordSpan): Quad[] {
  const quads: Quad[] = [];
  for (let line = span.from.line; line <= span.to.line; line++) {
    const [first, last] = wordsIn(lines, span, line);
    const boxes = lines[line]?.boxes.slice(first, last + 1) ?? [];
    if (boxes.length > 0) quads.push(around(boxes));
  }
  return quads;
}

export function around(boxes: readonly Box[]): Quad {
  const within = (value: number) => Math.min(Math.max(value, 0), 1);
  return {
    x0: within(Math.min(...boxes.map((box) => box[0]))),
    y0: within(Math.min(...boxes.map((box) => box[1]))),
    x1: within(Math.max(...boxes.map((box) => box[2]))),
    y1: within(Math.max(...boxes.map((box) => box[3]))),
  };
}

/** The words, and a little of what stands on either side on the page. */
export function quoteOf(lines: readonly Line[], span: WordSpan): Quote {
  const all: string[] = [];
  let first = 0;
  let last = 0;
  for (const [number, line] of lines.entries()) {
    if (number === span.from.line) first = all.length + span.from.word;
    if (number === span.to.line) last = all.length + span.to.word;
    all.push(...line.words);
  }
  const joined = (from: number, to: number) => all.slice(Math.max(from, 0), to).join(" ");
  return {
    exact: joined(first, last + 1).slice(0, LONGEST_QUOTE),
    prefix: joined(first - CONTEXT, first).slice(-CONTEXT),
    suffix: joined(last + 1, last + 1 + CONTEXT).slice(0, CONTEXT),
  };
}

/** The next word in a direction, or the same one at the end of the page: selecting with keys. */
export function wordFrom(lines: readonly Line[], place: WordPlace, by: 1 | -1): WordPlace {
  const word = place.word + by;
  if (word >= 0 && word < (lines[place.line]?.words.length ?? 0)) return { line: place.line, word };
  for (let line = place.line + by; line >= 0 && line < lines.length; line += by) {
    const count = lines[line]?.words.length ?? 0;
    if (count > 0) return { line, word: by > 0 ? 0 : count - 1 };
  }
  return place;
}

/** The word above or below: on the next line with words, the one nearest across. */
export function lineFrom(lines: readonly Line[], place: WordPlace, by: 1 | -1): WordPlace {
  const box = lines[place.line]?.boxes[place.word];
  const across = box ? (box[0] + box[2]) / 2 : 0;
  for (let line = place.line + by; line >= 0 && line < lines.length; line += by) {
    const distances = (lines[line]?.boxes ?? []).map((each) => Math.abs((each[0] + each[2]) / 2 - across));
    if (distances.length > 0) return { line, word: distances.indexOf(Math.min(...distances)) };
  }
  return place;
}

/** A span between two words in either order. */
export function spanOf(a: WordPlace, b: WordPlace): WordSpan {
  return before(b, a) ? { from: b, to: a } : { from: a, to: b };
}
