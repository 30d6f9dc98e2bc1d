import { describe, expect, test } from "vitest";
import { lying, normalised, Pages, withSize } from "../src/core/pages";
import { matches } from "../src/core/places";
import { bundle, document, section } from "./bundle";

describe("pages by arithmetic", () => {
  const pages = bundle();

  test("every page has one id and one label, and both lead back to it", () => {
    expect(pages.count).toBe(20_006);
    for (const index of [0, 1, 2, 4, 5, 6, 7, 20_005]) {
      expect(pages.indexOf(pages.idAt(index)!)).toBe(index);
      expect(pages.find(pages.labelAt(index))).toBe(index);
    }
  });

  test("an inserted page stands between its neighbours", () => {
    expect([4, 5, 6].map((index) => pages.labelAt(index))).toEqual(["K3", "K3A", "K4"]);
    expect(pages.idAt(5)).toBe("k3.1");
  });

  test("nothing stands outside the bundle", () => {
    expect(pages.idAt(-1)).toBeUndefined();
    expect(pages.idAt(20_006)).toBeUndefined();
    expect(pages.indexOf("k1.4")).toBeUndefined();
    expect(pages.indexOf("k2.1")).toBeUndefined();
    expect(pages.indexOf("elsewhere.1")).toBeUndefined();
    expect(pages.find("K20004")).toBeUndefined();
    expect(pages.labelAt(-1)).toBe("");
  });

  test("an empty bundle has no pages and no trouble", () => {
    const empty = new Pages([]);
    expect(empty.count).toBe(0);
    expect(empty.sizeAt(0)).toEqual({ width: 595, height: 842 });
    expect(matches(empty, "k1", 0)).toEqual([]);
  });

  test("a page not yet examined is taken for A4", () => {
    expect(pages.sizeAt(5)).toMatchObject({ width: 595, height: 842 });
  });

  test("sizes follow their runs across documents", () => {
    const mixed = new Pages([
      section("B", "Statements", {
        ...document("b1", "Plan", "B", 1, 3),
        sizes: [{ count: 1, width: 595, height: 842 }, { count: 2, width: 1191, height: 842 }],
      }),
    ]);
    expect([0, 1, 2].map((index) => mixed.sizeAt(index).width)).toEqual([595, 1191, 1191]);
  });
});

describe("labels as people type them", () => {
  test.each([
    ["K123", "K123"],
    ["k 0123", "K123"],
    ["143.1", "143.1"],
    ["88–1", "88-1"],
    ["100a", "100A"],
    ["knife", null],
    ["", null],
  ])("%s is %s", (typed, label) => expect(normalised(typed)).toBe(label));
});

describe("going to a place", () => {
  const pages = bundle();
  const labels = (typed: string, current = 0) => matches(pages, typed, current).map((match) => match.label);

  test("a label leads straight to its page, typed as one likes", () => {
    expect(labels("k 123")[0]).toBe("K123");
    expect(labels("K3a")[0]).toBe("K3A");
  });

  test("a step counts from the page being read and stops at the ends", () => {
    expect(labels("+3", 1)).toEqual(["K3"]);
    expect(labels("-1", 0)).toEqual(["A1"]);
    expect(labels("+99999", 0)).toEqual(["K20003"]);
  });

  test("a bare number is offered in the section being read first", () => {
    expect(labels("2", 0)).toEqual(["A2", "K2"]);
    expect(labels("2", 4)).toEqual(["K2", "A2"]);
  });

  test("a section's letter leads to its first page", () => expect(labels("k")).toEqual(["K1"]));

  test("words of a title lead to the document", () => expect(labels("telephone")).toEqual(["K4"]));

  test("with nothing typed, the places lately been to are offered", () => {
    expect(matches(pages, " ", 0, [4, 2]).map((match) => match.label)).toEqual(["K3", "K1"]);
  });

  test("nonsense leads nowhere", () => expect(labels("§§")).toEqual([]));
});

describe("a page of another size for the while", () => {
  const upright = { width: 595, height: 842 };
  const aside = lying(upright, true);

  test("stands in its place among the others", () => {
    expect(withSize([{ ...upright, count: 5 }], 2, aside)).toEqual([
      { ...upright, count: 2 }, { ...aside, count: 1 }, { ...upright, count: 2 },
    ]);
  });

  test("at either end too, and outside nothing changes", () => {
    const runs = [{ ...upright, count: 1 }, { ...aside, count: 1 }];
    expect(withSize(runs, 0, aside)).toEqual([{ ...aside, count: 1 }, { ...aside, count: 1 }]);
    expect(withSize(runs, 2, aside)).toEqual(runs);
  });
});
