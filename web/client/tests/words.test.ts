import { describe, expect, test } from "vitest";
import { hitsOn } from "../src/core/hits";
import { lineFrom, quadsOf, quoteOf, spanBetween, spanOf, wordFrom, type Line } from "../src/core/words";

/** Each letter a hundredth wide, each line a tenth high. */
function line(row: number, text: string): Line {
  const words = text.split(" ");
  let at = 0;
  const boxes = words.map((word) => {
    const box = [at / 100, row / 10, (at + word.length) / 100, row / 10 + 0.05] as const;
    at += word.length + 1;
    return box;
  });
  return { words, boxes };
}

const LINES = [line(0, "The knife was found"), line(1, "under the stairs by"), line(2, "PC 1234 Jones’s dog")];

describe("from a selection to words", () => {
  const text = (from: readonly [number, number], to: readonly [number, number]) => {
    const span = spanBetween(LINES, { line: from[0], offset: from[1] }, { line: to[0], offset: to[1] });
    return span && quoteOf(LINES, span).exact;
  };

  test("part of a word takes the word", () => expect(text([0, 6], [0, 7])).toBe("knife"));
  test("a selection ending before a word does not take it", () => expect(text([0, 4], [0, 10])).toBe("knife"));
  test("a selection starting after a word does not take it", () => expect(text([0, 3], [0, 9])).toBe("knife"));
  test("lines are joined", () => expect(text([0, 14], [1, 9])).toBe("found under the"));
  test("a selection made backwards is the same", () => expect(text([1, 9], [0, 14])).toBe("found under the"));
  test("a caret selects nothing", () => expect(text([0, 4], [0, 4])).toBeNull());
  test("the end of one line to the start of the next selects nothing", () => expect(text([0, 19], [1, 0])).toBeNull());

  test("there is one rectangle a line, on the page", () => {
    const quads = quadsOf(LINES, spanBetween(LINES, { line: 0, offset: 14 }, { line: 1, offset: 9 })!);
    expect(quads).toEqual([
      { x0: 0.14, y0: 0, x1: 0.19, y1: 0.05 },
      { x0: 0, y0: 0.1, x1: 0.09, y1: 0.15000000000000002 },
    ]);
  });

  test("the quote knows what stands on either side", () => {
    const quote = quoteOf(LINES, spanOf({ line: 1, word: 2 }, { line: 1, word: 2 }));
    expect(quote).toEqual({ exact: "stairs", prefix: "The knife was found under the", suffix: "by PC 1234 Jones’s dog" });
  });
});

describe("selecting with keys", () => {
  test("words follow one another across lines and stop at the ends", () => {
    expect(wordFrom(LINES, { line: 0, word: 3 }, 1)).toEqual({ line: 1, word: 0 });
    expect(wordFrom(LINES, { line: 1, word: 0 }, -1)).toEqual({ line: 0, word: 3 });
    expect(wordFrom(LINES, { line: 0, word: 0 }, -1)).toEqual({ line: 0, word: 0 });
    expect(wordFrom(LINES, { line: 2, word: 3 }, 1)).toEqual({ line: 2, word: 3 });
  });

  test("the line below is entered where one stood", () => {
    expect(lineFrom(LINES, { line: 0, word: 3 }, 1)).toEqual({ line: 1, word: 3 });
    expect(lineFrom(LINES, { line: 0, word: 0 }, -1)).toEqual({ line: 0, word: 0 });
  });
});

describe("hits on a page", () => {
  test("case, endings, quotes and accents do not hide a word", () => {
    expect(hitsOn(LINES, ["KNIFE"])).toHaveLength(1);
    expect(hitsOn(LINES, ["stair"])).toHaveLength(1);
    expect(hitsOn(LINES, ["jones's"])).toHaveLength(1);
    expect(hitsOn([line(0, "Łukasz o’r Tŷ")], ["ty"])).toHaveLength(1);
  });

  test("neighbours that match are one rectangle", () => expect(hitsOn(LINES, ["the", "knife"])).toHaveLength(2));
  test("no terms, no hits", () => expect(hitsOn(LINES, ["", "…"])).toEqual([]));
});
