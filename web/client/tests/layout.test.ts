import { describe, expect, test } from "vitest";
import { baseFor, closeUpOn, Column, held, rebased, restored, scaleOf, WINDOW, zoomStep, type Zoom } from "../src/core/layout";

const A4 = { width: 595, height: 842 };
const FRAME = { width: 1200, height: 900 };
const width: Zoom = { kind: "width", percent: 100 };

describe("a passage brought close", () => {
  test("fills the frame's width when it is wide, its height when it is tall", () => {
    const wide = closeUpOn(A4, { x0: 0.1, y0: 0.4, x1: 0.9, y1: 0.45 }, FRAME);
    expect(scaleOf(A4, wide, FRAME) * A4.width * 0.8).toBeCloseTo(FRAME.width);
    const tall = closeUpOn(A4, { x0: 0.4, y0: 0, x1: 0.5, y1: 1 }, FRAME);
    expect(scaleOf(A4, tall, FRAME) * A4.height).toBeCloseTo(FRAME.height);
  });

  test("is never brought closer than the ladder of zooms goes", () => {
    expect(closeUpOn(A4, { x0: 0.5, y0: 0.5, x1: 0.51, y1: 0.501 }, FRAME).percent).toBe(800);
  });
});

describe("a column of pages", () => {
  const column = new Column([{ ...A4, count: 20_000 }], width, FRAME, 12);

  test("every page is found again at its own top and bottom", () => {
    for (const index of [0, 1, 777, 19_999]) {
      expect(column.indexAt(column.top(index))).toBe(index);
      expect(column.indexAt(column.top(index) + column.height(index) - 1)).toBe(index);
    }
  });

  test("a gap belongs to the page below it", () => expect(column.indexAt(column.top(5) - 1)).toBe(5));

  test("depths outside are clamped", () => {
    expect(column.indexAt(-50)).toBe(0);
    expect(column.indexAt(column.total + 50)).toBe(19_999);
  });

  test("pages touching a window are contiguous and few", () => {
    const [first, last] = column.between(column.top(500), column.top(500) + 900);
    expect([first, last]).toEqual([500, 500]);
  });

  test("a page of another size changes what stands below it only", () => {
    const mixed = new Column([{ ...A4, count: 2 }, { count: 1, width: 842, height: 595 }, { ...A4, count: 2 }], width, FRAME, 10);
    expect(mixed.top(2)).toBe(10 + 2 * (1698 + 10));
    expect(mixed.height(2)).toBe(848);
    expect(mixed.top(4)).toBe(mixed.top(3) + 1708);
  });

  test("an empty column is empty", () => {
    const empty = new Column([], width, FRAME, 10);
    expect([empty.count, empty.indexAt(100), empty.total]).toEqual([0, 0, 10]);
  });
});

describe("the window on a column taller than a browser allows", () => {
  const total = 34_000_000;

  test("a short column needs no window", () => {
    expect(baseFor(5_000_000, 4_000_000)).toBe(0);
    expect(rebased(5_000_000, 0, 10)).toBeNull();
  });

  test("the base keeps the depth within the window, wherever it is", () => {
    for (let y = 0; y <= total; y += 999_983) {
      const base = baseFor(total, y);
      expect(base).toBeGreaterThanOrEqual(0);
      expect(y - base).toBeGreaterThanOrEqual(0);
      expect(y - base).toBeLessThanOrEqual(WINDOW);
    }
  });

  test("near an edge with more beyond it the base moves, and then rests", () => {
    const base = rebased(total, 0, WINDOW - 1000);
    expect(base).toBe(WINDOW - 1000 - WINDOW / 2);
    expect(rebased(total, base!, WINDOW / 2)).toBeNull();
  });

  test("the true top and the true end are left alone", () => {
    expect(rebased(total, 0, 0)).toBeNull();
    expect(rebased(total, total - WINDOW, WINDOW - 10)).toBeNull();
  });
});

describe("zoom", () => {
  test("fit page shows all of the page, fit width all of its width", () => {
    expect(scaleOf(A4, { kind: "page", percent: 100 }, FRAME) * A4.height).toBeCloseTo(900);
    expect(scaleOf(A4, width, FRAME) * A4.width).toBeCloseTo(1200);
  });

  test("auto fits the width but stays comfortable on a wide display", () => {
    const auto: Zoom = { kind: "auto", percent: 100 };
    expect(scaleOf(A4, auto, { width: 400, height: 900 }) * A4.width).toBeCloseTo(400);
    expect(scaleOf(A4, auto, { width: 3000, height: 900 })).toBeCloseTo(1.8);
  });

  test("100 % is true size", () => expect(scaleOf(A4, { kind: "percent", percent: 100 }, FRAME)).toBeCloseTo(96 / 72));

  test("steps go up and down the ladder and stop at its ends", () => {
    expect([zoomStep(100, 1), zoomStep(100, -1), zoomStep(103, -1)]).toEqual([110, 90, 100]);
    expect([zoomStep(800, 1), zoomStep(25, -1)]).toEqual([800, 25]);
  });

  test("what was looked at stays where it was when the size changes", () => {
    const before = new Column([{ ...A4, count: 50 }], width, FRAME, 12);
    const after = new Column([{ ...A4, count: 50 }], { kind: "percent", percent: 300 }, FRAME, 12);
    const hold = held(before, before.top(30) + before.height(30) / 4, 300);
    expect(restored(after, hold)).toBeCloseTo(after.top(30) + after.height(30) / 4 - 300);
  });
});
