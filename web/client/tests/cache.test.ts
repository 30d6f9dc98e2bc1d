import { describe, expect, test } from "vitest";
import { Cache } from "../src/core/cache";

interface Loading {
  readonly key: string;
  readonly signal: AbortSignal;
  land(): Promise<void>;
  fail(): Promise<void>;
}

function shelf(capacity: number, abreast = 2) {
  const loading: Loading[] = [];
  const released: string[] = [];
  const cache = new Cache<string>(
    (key, signal) =>
      new Promise((resolve, reject) => {
        const after = () => new Promise<void>((done) => setTimeout(done));
        loading.push({ key, signal, land: () => (resolve(key), after()), fail: () => (reject(new Error("lost")), after()) });
      }),
    (value) => released.push(value),
    capacity,
    abreast,
  );
  const flight = (key: string) => loading.findLast((each) => each.key === key)!;
  return { cache, loading, released, flight };
}

describe("a cache of decoded pages", () => {
  test("loads what is wanted most first, a few abreast", async () => {
    const { cache, loading, flight } = shelf(4);
    cache.want(["b", "a", "c"]);
    expect(loading.map((each) => each.key)).toEqual(["b", "a"]);
    await flight("b").land();
    expect(loading.map((each) => each.key)).toEqual(["b", "a", "c"]);
    expect(cache.peek("b")).toBe("b");
  });

  test("what is no longer wanted is not waited for, and is released should it land all the same", async () => {
    const { cache, flight, released } = shelf(4);
    cache.want(["a"]);
    const a = flight("a");
    cache.want(["b"]);
    expect(a.signal.aborted).toBe(true);
    await a.land();
    expect([cache.peek("a"), released]).toEqual([undefined, ["a"]]);
  });

  test("never holds more than it may, and gives up the unwanted first", async () => {
    const { cache, flight, released } = shelf(2, 4);
    cache.want(["a", "b"]);
    await flight("a").land();
    await flight("b").land();
    cache.want(["c", "b"]);
    await flight("c").land();
    expect([released, cache.size]).toEqual([["a"], 2]);
  });

  test("what there is no room for is not fetched at all", async () => {
    const { cache, loading, flight, released } = shelf(2, 4);
    cache.want(["a", "b", "c"]);
    await flight("b").land();
    await flight("a").land();
    expect([loading.map((each) => each.key), released]).toEqual([["a", "b"], []]);
  });

  test("asking twice loads once", async () => {
    const { cache, loading, flight } = shelf(2);
    const both = Promise.all([cache.get("a"), cache.get("a")]);
    await flight("a").land();
    expect([await both, loading.length, await cache.get("a")]).toEqual([["a", "a"], 1, "a"]);
  });

  test("a failure is told to who asked, and asking again tries again", async () => {
    const { cache, loading, flight } = shelf(2);
    const first = cache.get("a");
    const seen = expect(first).rejects.toThrow("lost");
    await flight("a").fail();
    await seen;
    void cache.get("a");
    expect(loading.length).toBe(2);
  });

  test("forgetting releases", async () => {
    const { cache, flight, released } = shelf(2);
    cache.want(["a"]);
    await flight("a").land();
    cache.forget();
    expect([released, cache.size]).toEqual([["a"], 0]);
  });
});
