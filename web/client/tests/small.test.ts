import { describe, expect, test } from "vitest";
import { parsed, printed } from "../src/core/address";
import { delay } from "../src/core/backoff";
import { arrived, courtMoved, moved, notFollowing, rejoined, taken, toggled, type Shown } from "../src/core/follow";
import { detailFor, meant, quadBetween, turnedPoint, turnedQuad, widthFor, type Rotation } from "../src/core/geometry";
import { begun, recent, settled, stepped, visited } from "../src/core/history";
import { BINDINGS, commandFor, type Press } from "../src/core/keymap";
import { byPage, inPageOrder, sieved, under } from "../src/core/marks";
import { fill } from "../src/core/sentences";

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held,
});

describe("the keys", () => {
  test("no two commands share a key", () => {
    const keys = BINDINGS.flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("a key asks for its command, with Caps Lock too", () => {
    expect(commandFor(press("g"), true)).toBe("go-to");
    expect(commandFor(press("G"), true)).toBe("go-to");
    expect(commandFor(press("?", { shiftKey: true }), true)).toBe("help");
    expect(commandFor(press("ArrowLeft", { altKey: true }), true)).toBe("back");
    expect(commandFor(press(" ", { shiftKey: true }), true)).toBe("screen-up");
  });

  test("single keys can be turned off; the others stay", () => {
    expect(commandFor(press("g"), false)).toBeNull();
    expect(commandFor(press("g", { ctrlKey: true }), false)).toBe("go-to");
    expect(commandFor(press("PageDown"), false)).toBe("next");
    expect(commandFor(press("Escape"), false)).toBe("escape");
  });

  test("a browser's own keys are left to it", () => expect(commandFor(press("h", { ctrlKey: true }), true)).toBeNull());
});

describe("a page turned clockwise", () => {
  test("its top left corner goes round the corners", () => {
    const corner = { x: 0, y: 0 };
    expect([0, 90, 180, 270].map((by) => turnedPoint(corner, by as Rotation))).toEqual([
      { x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 },
    ]);
  });

  test("turned by the rest of the circle, a point is where it was", () => {
    const point = { x: 0.25, y: 0.125 };
    for (const by of [90, 180, 270] as const) expect(turnedPoint(turnedPoint(point, by), (360 - by) as Rotation)).toEqual(point);
  });

  test("a band across its top stands along its right side", () => {
    expect(turnedQuad({ x0: 0, y0: 0, x1: 1, y1: 0.25 }, 90)).toEqual({ x0: 0.75, y0: 0, x1: 1, y1: 1 });
  });
});

describe("back and forward", () => {
  test("a jump forgets what lay forward", () => {
    const trail = visited(stepped(visited(visited(begun("A1"), "K9"), "K20"), -1)!, "B2");
    expect(trail).toEqual({ places: ["A1", "K9", "B2"], position: 2 });
  });

  test("turning on changes where back comes back to", () => {
    const trail = stepped(visited(settled(begun("A1"), "A4"), "K9"), -1)!;
    expect(trail.places[trail.position]).toBe("A4");
  });

  test("the ends are ends", () => {
    expect(stepped(begun("A1"), -1)).toBeNull();
    expect(stepped(begun("A1"), 1)).toBeNull();
  });

  test("recent places are different ones, newest first, without the present", () => {
    const trail = ["K9", "A1", "B2"].reduce(visited, begun("A1"));
    expect(recent(trail, 5)).toEqual(["A1", "K9"]);
  });
});

describe("places on a page", () => {
  test("a box is upright and stays on the page, however it was drawn", () => {
    expect(quadBetween({ x: 0.9, y: 1.4 }, { x: 0.1, y: -2 })).toEqual({ x0: 0.1, y0: 0, x1: 0.9, y1: 1 });
  });

  test("a slip of the hand is no box", () => expect(meant(quadBetween({ x: 0.5, y: 0.5 }, { x: 0.501, y: 0.6 }))).toBe(false));

  test("the width asked for follows what the display can show", () => {
    expect([120, 800, 1500, 1601, 5000].map(widthFor)).toEqual([160, 1200, 1200, 1800, 1800]);
  });

  test("detail is asked for only beyond the finest page, on a grid two readers share", () => {
    const here = { x0: 0.31, y0: 0.4, x1: 0.55, y1: 0.61 };
    const near = { x0: 0.33, y0: 0.42, x1: 0.56, y1: 0.62 };
    expect(detailFor(here, 2000)).toBeNull();
    expect(detailFor(here, 3600)).toEqual({ quad: { x0: 0.25, y0: 0.25, x1: 0.75, y1: 0.75 }, width: 1800 });
    expect(detailFor(near, 3600)).toEqual(detailFor(here, 3600));
    expect(detailFor({ x0: 0, y0: 0, x1: 1, y1: 1 }, 9000)!.width).toBe(2400);
  });
});

describe("the address", () => {
  test("what is printed is read again", () => {
    const address = { page: "K12", zoom: { kind: "percent", percent: 150 }, mode: "single", q: "knife", mark: null } as const;
    expect(parsed(printed(address))).toEqual(address);
  });

  test("what is usual is not written, and rubbish is not read", () => {
    expect(printed({ page: null, zoom: { kind: "auto", percent: 100 }, mode: "continuous", q: "", mark: null })).toBe("");
    expect(parsed("?zoom=9999&mode=upside-down")).toEqual({ page: null, zoom: null, mode: null, q: null, mark: null });
  });
});

describe("following the court", () => {
  const at = (page: string): Shown => ({ page, region: null, callout: null, rotation: 0 });

  test("one goes along until one looks away, and comes back on rejoining", () => {
    let state = courtMoved(rejoined(notFollowing), at("k.1"));
    expect(taken(state)).toEqual(at("k.1"));
    state = courtMoved(moved(state), at("k.2"));
    expect(taken(state)).toBeNull();
    expect(taken(rejoined(state))).toEqual(at("k.2"));
  });

  test("with nothing shown there is nothing to look away from", () => {
    expect(moved(rejoined(notFollowing)).away).toBe(false);
  });

  test("looking further about changes nothing once one is away", () => {
    const away = moved(courtMoved(rejoined(notFollowing), at("k.1")));
    expect(moved(away)).toBe(away);
  });

  test("who came for a page of their own keeps it while the court is elsewhere, and goes along otherwise", () => {
    const on = rejoined(notFollowing);
    expect(taken(arrived(on, at("k.1"), false))).toBeNull();
    expect(taken(arrived(on, at("k.1"), true))).toEqual(at("k.1"));
    expect(taken(courtMoved(arrived(on, null, false), at("k.2")))).toEqual(at("k.2"));
  });

  test("one key leaves and returns", () => {
    const on = toggled(notFollowing);
    expect([on.on, toggled(on).on]).toEqual([true, false]);
    expect(toggled({ ...on, away: true })).toMatchObject({ on: true, away: false });
  });
});

describe("trying again", () => {
  test("never later than five seconds, and spread from nothing", () => {
    expect(delay(50, 1)).toBe(5000);
    expect(delay(0, 1)).toBe(250);
    expect(delay(3, 0)).toBe(0);
  });
});

describe("marks", () => {
  const mark = (id: string, page: string, y0: number, layer = "mine", body = "") => ({
    id, page, kind: "highlight", layer, body, author: "A. Judge", quote: null, created_at: id,
    quads: [{ x0: 0.1, y0, x1: 0.5, y1: y0 + 0.02 }],
  });
  const order = new Map([["p.1", 0], ["p.2", 1]]);
  const marks = [mark("3", "gone.1", 0), mark("2", "p.2", 0.1), mark("1", "p.1", 0.9, "team", "Ask Jones"), mark("0", "p.1", 0.1)];

  test("stand in page order, and down the page; the homeless last", () => {
    expect(inPageOrder(marks, (page) => order.get(page)).map((each) => each.id)).toEqual(["0", "1", "2", "3"]);
  });

  test("are sieved by layer and by what they say", () => {
    expect(sieved(marks, { layers: new Set(["team"]), text: "" }).map((each) => each.id)).toEqual(["1"]);
    expect(sieved(marks, { layers: new Set(["mine", "team"]), text: "jones" }).map((each) => each.id)).toEqual(["1"]);
  });

  test("are found by page and by place", () => {
    const here = byPage(marks).get("p.1")!;
    expect(under(here, { x: 0.2, y: 0.11 })?.id).toBe("0");
    expect(under(here, { x: 0.9, y: 0.5 })).toBeUndefined();
  });
});

test("a sentence is filled, and a place without a value is seen", () => {
  expect(fill("Page {label} of {count}", { label: "K1" })).toBe("Page K1 of {count}");
});
