import { describe, expect, test } from "vitest";
import { Cache } from "../src/core/cache";

interface Loading {
  readonly key: string;
  readonly signal: AbortSignal;
  land(): Promise<void>;
  fail(): Promise<void>;
}

function shelf(capacity: number) {
  const loading: Loading[] = [];
  const released: string[] = [];
  const failed: string[] = [];
  const landed: string[] = [];
  const load = (key: string, signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      const after = () => new Promise<void>((done) => setTimeout(done));
      loading.push({ key, signal, land: () => (resolve(key), after()), fail: () => (reject(new Error("lost")), after()) });
    });
  const cache = new Cache<string>(
    { load, release: (value) => released.push(value), failed: (key) => failed.push(key), landed: (key) => landed.push(key) },
    capacity,
  );
  const flight = (key: string) => loading.findLast((each) => each.key === key)!;
  const asked = () => loading.map((each) => each.key);
  return { cache, asked, released, failed, landed, flight };
}

describe("a cache of decoded pages", () => {
  test("loads the urgent at once and the rest one at a time, after", async () => {
    const { cache, asked, landed, flight } = shelf(4);
    cache.want(["b", "a", "c", "d"], 2);
    expect(asked()).toEqual(["b", "a"]);
    await flight("b").land();
    expect(asked()).toEqual(["b", "a"]);
    await flight("a").land();
    expect(asked()).toEqual(["b", "a", "c"]);
    await flight("c").land();
    expect([asked(), landed]).toEqual([["b", "a", "c", "d"], ["b", "a", "c"]]);
  });

  test("what is no longer wanted is not waited for, and is released should it land all the same", async () => {
    const { cache, flight, released, landed } = shelf(4);
    cache.want(["a"], 1);
    const a = flight("a");
    cache.want(["b"], 1);
    expect(a.signal.aborted).toBe(true);
    await a.land();
    expect([cache.peek("a"), released, landed]).toEqual([undefined, ["a"], []]);
  });

  test("never holds more than it may, and gives up the unwanted first", async () => {
    const { cache, flight, released } = shelf(2);
    cache.want(["a", "b"], 2);
    await flight("a").land();
    await flight("b").land();
    cache.want(["c", "b"], 2);
    await flight("c").land();
    expect([released, cache.size]).toEqual([["a"], 2]);
  });

  test("what there is no room for is not fetched at all", async () => {
    const { cache, asked, flight, released } = shelf(2);
    cache.want(["a", "b", "c"], 3);
    await flight("b").land();
    await flight("a").land();
    expect([asked(), released]).toEqual([["a", "b"], []]);
  });

  test("wanting the same again loads nothing again", async () => {
    const { cache, asked, flight } = shelf(2);
    cache.want(["a"], 1);
    cache.want(["a"], 1);
    await flight("a").land();
    cache.want(["a"], 1);
    expect(asked()).toEqual(["a"]);
  });

  test("a failure is told once and not tried again until it is said so", async () => {
    const { cache, asked, failed, flight } = shelf(2);
    cache.want(["a"], 1);
    await flight("a").fail();
    cache.want(["a"], 1);
    expect([asked(), failed]).toEqual([["a"], ["a"]]);
    cache.retry("a");
    await flight("a").land();
    expect([asked(), cache.peek("a")]).toEqual([["a", "a"], "a"]);
  });

  test("an abort is no failure", async () => {
    const { cache, asked, failed, flight } = shelf(2);
    cache.want(["a"], 1);
    cache.want([], 0);
    await flight("a").fail();
    cache.want(["a"], 1);
    expect([asked(), failed]).toEqual([["a", "a"], []]);
  });

  test("forgetting releases", async () => {
    const { cache, flight, released } = shelf(2);
    cache.want(["a"], 1);
    await flight("a").land();
    cache.forget();
    expect([released, cache.size]).toEqual([["a"], 0]);
  });
});
