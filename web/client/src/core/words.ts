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

/** The place in the text nearest a point of the page (0–1), and how far off it is: what a mouse points at. Distances down the
 *  page count threefold, so that a point beside a line means that line. Null on a page without words. */
export function nearest(lines: readonly Line[], x: number, y: number): { readonly point: TextPoint; readonly distance: number } | null {
  let best: { line: number; distance: number } | null = null;
  for (const [number, line] of lines.entries()) {
    if (line.boxes.length === 0) continue;
    const box = around(line.boxes);
    const distance = Math.hypot(outside(x, box.x0, box.x1), 3 * outside(y, box.y0, box.y1));
    if (!best || distance < best.distance) best = { line: number, distance };
  }
  if (!best) return null;
  return { point: { line: best.line, offset: offsetAt(lines[best.line]!, x) }, distance: best.distance };
}

const outside = (value: number, low: number, high: number): number => Math.max(low - value, value - high, 0);

/** The distance into a line's text at a depth across the page; letters of a word are taken to be of one width. */
function offsetAt(line: Line, x: number): number {
  let at = 0;
  for (const [word, text] of line.words.entries()) {
    const [x0, , x1] = line.boxes[word] ?? [0, 0, 0, 0];
    if (x < x0) return at;
    if (x <= x1) return at + Math.round(((x - x0) / Math.max(x1 - x0, 1e-6)) * text.length);
    at += text.length + 1;
  }
  return Math.max(at - 1, 0);
}

/** The word a point lies in, for taking a whole word at once. */
export function wordAt(line: Line, offset: number): number {
  let at = 0;
  for (const [word, text] of line.words.entries()) {
    at += text.length + 1;
    if (offset < at) return word;
  }
  return Math.max(line.words.length - 1, 0);
}

/** The distances into their lines at which a span begins and ends: what a browser's own selection is made of. */
export function pointsOf(lines: readonly Line[], span: WordSpan): readonly [TextPoint, TextPoint] {
  const start = (place: WordPlace) => (lines[place.line]?.words.slice(0, place.word) ?? []).reduce((sum, word) => sum + word.length + 1, 0);
  const length = lines[span.to.line]?.words[span.to.word]?.length ?? 0;
  return [
    { line: span.from.line, offset: start(span.from) },
    { line: span.to.line, offset: start(span.to) + length },
  ];
}

/** Lines as running text: a new paragraph where the gap between two lines is wider than lines usually stand apart. */
export function paragraphs(lines: readonly Line[]): string[] {
  const found: string[] = [];
  let above: Quad | null = null;
  for (const line of lines) {
    if (line.boxes.length === 0) continue;
    const box = around(line.boxes);
    const tall = box.y1 - box.y0;
    const apart = !above || box.y0 - above.y1 > 0.8 * tall || box.y0 < above.y0 - tall;
    if (apart) found.push(lineText(line));
    else found[found.length - 1] = continued(found[found.length - 1] ?? "", lineText(line));
    above = box;
  }
  return found;
}

/** A word broken at the end of a line is closed up; its hyphen stays, for it may be the word's own. */
const continued = (above: string, below: string): string => (/\p{L}-$/u.test(above) ? above + below : `${above} ${below}`);
