/** Where the words searched for stand on a page. */
import type { Quad } from "./geometry";
import { bare, folded } from "./text";
import { around, type Line } from "./words";

/** One rectangle for each run of neighbouring words that match. A term matches a word it begins, so that an English or Welsh
 *  ending does not hide it: the server's index folds endings too. */
export function hitsOn(lines: readonly Line[], terms: readonly string[]): Quad[] {
  const wanted = terms.map((term) => folded(bare(term))).filter(Boolean);
  if (wanted.length === 0) return [];
  return lines.flatMap((line) => runs(line, (word) => wanted.some((term) => word.startsWith(term))));
}

function runs(line: Line, matches: (word: string) => boolean): Quad[] {
  const found: Quad[] = [];
  let from = -1;
  for (let word = 0; word <= line.words.length; word++) {
    const text = line.words[word];
    const hit = text !== undefined && folded(text).split(/[-/]/).some((part) => matches(bare(part)));
    if (hit && from < 0) from = word;
    if (!hit && from >= 0) {
      found.push(around(line.boxes.slice(from, word)));
      from = -1;
    }
  }
  return found;
}
