import { describe, expect, test } from "vitest";
import { Refusal } from "../src/api/client";
import type { DocumentRow, PairedPage, Upload } from "../src/api/shapes";
import { nextAddress, placeOf, readerAddress } from "../src/views/desk/frame/addresses";
import { labels, size } from "../src/views/desk/frame/words";
import { inOrder } from "../src/views/desk/upload/dropped";
import { CHUNK, deliver, waitBefore, type Told, type Wire } from "../src/views/desk/upload/sending";
import { calloutAddress, pageAddress, seenShape } from "../src/views/screen/picture";
import { brought } from "../src/views/screen/ticket";

describe("addresses", () => {
  test("name their views", () => {
    expect(placeOf("/")).toEqual({ view: "cases" });
    expect(placeOf("/cases/c1")).toEqual({ view: "case", case: "c1", tab: "bundle" });
    expect(placeOf("/cases/c1/people")).toEqual({ view: "case", case: "c1", tab: "people" });
    expect(placeOf("/cases/c1/hearings/h1")).toEqual({ view: "hearing", case: "c1", hearing: "h1" });
  });

  test("the reader's and unknown ones are not the desk's", () => {
    for (const path of ["/cases/c1/read", "/cases/c1/people/p1", "/cases/c1/hearings/h1/more", "/nothing"]) {
      expect(placeOf(path)).toEqual({ view: "nowhere" });
    }
  });

  test("after signing in one goes only to a page of ours", () => {
    expect(nextAddress("?next=/cases/c1/read%3Fpage%3DK12")).toBe("/cases/c1/read?page=K12");
    for (const bad of ["?next=https://elsewhere.example", "?next=//elsewhere.example", "?next=/%5Celsewhere.example", ""]) {
      expect(nextAddress(bad)).toBe("/");
    }
  });

  test("a label is escaped", () => expect(readerAddress("c1", "K 1&2")).toBe("/cases/c1/read?page=K%201%262"));
});

describe("how things are said", () => {
  const row = (...runs: DocumentRow["labels"]) => ({ labels: runs }) as DocumentRow;

  test("labels from first to last", () => {
    expect(labels(row({ prefix: "K", first: 1, count: 12 }))).toBe("K1–K12");
    expect(labels(row({ prefix: "K", first: 7, count: 1 }))).toBe("K7");
    expect(labels(row({ prefix: "143.", first: 1, count: 1 }, { prefix: "144A", first: null, count: 1 }))).toBe("143.1–144A");
    expect(labels(row())).toBe("");
  });

  test("sizes as on the reader's own computer", () => {
    expect(size(1024)).toBe("1\u00a0KB");
    expect(size(1.5 * 1024 * 1024)).toBe("1.5\u00a0MB");
  });
});

describe("what is dropped", () => {
  const found = (path: string) => ({ path, file: { name: path } as File });

  test("stands as a person counts, without a computer's own litter", () => {
    const given = ["x/Exhibit 10.pdf", "x/.DS_Store", "x/Exhibit 2.pdf", "x/Thumbs.db", "x/~$letter.docx"].map(found);
    expect(inOrder(given).map((file) => file.name)).toEqual(["x/Exhibit 2.pdf", "x/Exhibit 10.pdf"]);
  });
});

/** A server that keeps what it was sent, and refuses when told to. */
class Kept implements Wire {
  offset = 0;
  readonly begun: number[] = [];
  constructor(readonly size: number, readonly refusals: (Refusal | null)[] = []) {}

  private upload(): Upload {
    return { id: "u1", offset: this.offset, size: this.size, document: this.offset === this.size ? "d1" : null } as Upload;
  }

  open = () => Promise.resolve(this.upload());
  find = () => Promise.resolve(this.upload());
  send = (_id: string, offset: number, chunk: Blob): Promise<Upload> => {
    this.begun.push(offset);
    const refusal = this.refusals.shift();
    if (refusal) return Promise.reject(refusal);
    if (offset !== this.offset) return Promise.reject(new Refusal(409, null));
    this.offset += chunk.size;
    return Promise.resolve(this.upload());
  };
}

class Heard implements Told {
  holds = 0;
  furthest = 0;
  constructor(private readonly stopAt = Infinity) {}
  sent = (bytes: number) => void (this.furthest = Math.max(this.furthest, bytes));
  held = () => void (this.holds += 1);
  stopped = () => this.furthest >= this.stopAt;
}

const away = () => new Refusal(0, null);
const file = (chunks: number) => new Blob([new Uint8Array(CHUNK * chunks)]);
const bring = async (server: Kept, heard: Heard, chunks: number) => deliver(file(chunks), await server.open(), server, heard, () => Promise.resolve());

describe("an upload", () => {
  test("comes in chunks and becomes a document", async () => {
    const server = new Kept(CHUNK * 2.5);
    expect((await bring(server, new Heard(), 2.5)).document).toBe("d1");
    expect(server.begun).toEqual([0, CHUNK, 2 * CHUNK]);
  });

  test("goes on where it stopped, however often the line drops", async () => {
    const server = new Kept(CHUNK * 2, [null, ...Array.from({ length: 20 }, away)]);
    const heard = new Heard();
    expect((await bring(server, heard, 2)).document).toBe("d1");
    expect(heard.holds).toBe(20);
    expect(new Set(server.begun)).toEqual(new Set([0, CHUNK]));
  });

  test("learns the true offset when another request moved it", async () => {
    const server = new Kept(CHUNK * 2);
    const begun = await server.open();
    server.offset = CHUNK;
    expect((await deliver(file(2), begun, server, new Heard(), () => Promise.resolve())).document).toBe("d1");
    expect(server.begun).toEqual([0, CHUNK]);
  });

  test("ends at once when the server means no", async () => {
    const server = new Kept(CHUNK, [new Refusal(422, null)]);
    await expect(bring(server, new Heard(), 1)).rejects.toMatchObject({ status: 422 });
    expect(server.begun).toHaveLength(1);
  });

  test("lets the others pass when the server keeps failing", async () => {
    const server = new Kept(CHUNK, Array.from({ length: 50 }, () => new Refusal(503, null)));
    await expect(bring(server, new Heard(), 1)).rejects.toMatchObject({ status: 503 });
    expect(server.begun).toHaveLength(6);
  });

  test("stops when the person has stopped it", async () => {
    const server = new Kept(CHUNK * 4);
    expect((await bring(server, new Heard(CHUNK), 4)).document).toBeNull();
    expect(server.begun).toEqual([0]);
  });

  test("waits longer each time, never the same for all, and at most fifteen seconds", () => {
    expect(waitBefore(0, 0)).toBe(250);
    expect(waitBefore(0, 1)).toBe(500);
    expect(waitBefore(3, 1)).toBe(4000);
    expect(waitBefore(40, 1)).toBe(15_000);
  });
});

describe("a courtroom's screen", () => {
  const room = { width: 1920, height: 1080, density: 1 };
  const page: PairedPage = { kind: "page", grant: "g", label: "J6", rotation: 0, region: null, callout: null };

  test("takes its ticket and language from the address", () => {
    expect(brought("#abc")).toEqual({ ticket: "abc", language: null });
    expect(brought("#abc&cy")).toEqual({ ticket: "abc", language: "cy" });
    expect(brought("#abc&language=en")).toEqual({ ticket: "abc", language: "en" });
    expect(brought("")).toBeNull();
  });

  test("asks for a page as fine as it can show", () => {
    expect(pageAddress(page, room)).toBe("/api/grants/g/image?width=1200");
    expect(pageAddress(page, room, 1.41)).toBe("/api/grants/g/image?width=1200");
    expect(pageAddress(page, { ...room, density: 2 }, 1.41)).toBe("/api/grants/g/image?width=1800");
    expect(pageAddress({ ...page, rotation: 90 }, { ...room, density: 2 })).toBe("/api/grants/g/image?width=1800");
  });

  test("asks only for the region that is shown, and for the passage called out", () => {
    const region = { x: 0.1, y: 0.2, width: 0.5, height: 0.25 };
    expect(pageAddress({ ...page, region }, room)).toBe("/api/grants/g/region?x=0.1&y=0.2&w=0.5&h=0.25&width=1800");
    expect(calloutAddress({ ...page, callout: region }, room)).toBe("/api/grants/g/region?x=0.1&y=0.2&w=0.5&h=0.25&width=1800");
    expect(calloutAddress(page, room)).toBeNull();
  });

  test("knows a turned passage's shape", () => {
    expect(seenShape(300, 100, page)).toBe(3);
    expect(seenShape(300, 100, { ...page, rotation: 270 })).toBeCloseTo(1 / 3);
  });
});
