/** Brings one file across, in chunks, however often the line drops. Refuses to know about pages, rows or sections. */
import { ask, api, Refusal } from "../../../api/client";
import type { NewUpload, Upload } from "../../../api/shapes";

export const CHUNK = 4 * 1024 * 1024;
const ENOUGH = 6;
const PASSING = new Set([0, 408, 409, 425, 429, 500, 502, 503, 504]);

export interface Wire {
  readonly open: (caseId: string, wanted: NewUpload) => Promise<Upload>;
  readonly find: (id: string) => Promise<Upload>;
  /** Sends the bytes that stand at `offset`; `told` hears how many of them are out. */
  readonly send: (id: string, offset: number, chunk: Blob, told: (bytes: number) => void) => Promise<Upload>;
}

export interface Told {
  readonly sent: (bytes: number) => void;
  /** The line is down; the next try comes by itself. */
  readonly held: () => void;
  /** Whether the person has stopped it. */
  readonly stopped: () => boolean;
}

export type Pause = (milliseconds: number) => Promise<void>;

/** Sends what is missing until the upload has become a document. Throws `Refusal` when the server means no. */
export async function deliver(file: Blob, from: Upload, wire: Wire, told: Told, pause: Pause): Promise<Upload> {
  let upload = from;
  let answeredBadly = 0;
  for (let tries = 0; upload.document === null && !told.stopped(); ) {
    try {
      const { offset } = upload;
      upload = await wire.send(upload.id, offset, file.slice(offset, offset + CHUNK), (bytes) => told.sent(offset + bytes));
      told.sent(upload.offset);
      tries = answeredBadly = 0;
    } catch (reason) {
      if (!passes(reason)) throw reason;
      if (reason.status !== 0 && ++answeredBadly >= ENOUGH) throw reason;
      told.held();
      await pause(waitBefore(tries++, Math.random()));
      upload = await whereWeAre(upload, wire);
    }
  }
  return upload;
}

/** What the server has safe. When it cannot be asked either, what it last said. */
async function whereWeAre(upload: Upload, wire: Wire): Promise<Upload> {
  return wire.find(upload.id).catch((reason: unknown) => {
    if (passes(reason)) return upload;
    throw reason;
  });
}

/** Whether what went wrong may be gone the next time. */
export function passes(reason: unknown): reason is Refusal {
  return reason instanceof Refusal && PASSING.has(reason.status);
}

/** Milliseconds before try `tries` (from 0): doubling to 15 s, with jitter so that a room of people does not come back as one. */
export function waitBefore(tries: number, chance: number): number {
  return Math.min(15_000, 500 * 2 ** tries) * (0.5 + chance / 2);
}

/** Waits, but no longer than until the line is back. */
export const untilOnline: Pause = (milliseconds) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
  });

export const wire: Wire = {
  open: (caseId, wanted) => api.post<Upload>(`/cases/${caseId}/uploads`, wanted),
  find: (id) => api.get<Upload>(`/uploads/${id}`),
  send: sendChunk,
};

/** A request that tells how far it is, which `fetch` cannot. */
function sendChunk(id: string, offset: number, chunk: Blob, told: (bytes: number) => void): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PATCH", `/api/uploads/${id}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Upload-Offset", String(offset));
    request.responseType = "json";
    request.timeout = 120_000;
    request.upload.onprogress = (event) => told(event.loaded);
    request.onerror = request.ontimeout = request.onabort = () => reject(new Refusal(0, null));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Upload);
      else reject(new Refusal(request.status, request.response));
    };
    request.send(chunk);
  });
}

export const forget = (id: string): Promise<Response> => ask(`/uploads/${id}`, { method: "DELETE" });
