/** Asks the server. Knows the problem document and the session's end; refuses to know what is asked for. */
import type { Problem } from "./shapes";

/** The server said no, or could not be reached (`status` 0). `problem.detail` is a sentence for the person. */
export class Refusal extends Error {
  readonly status: number;
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.detail ?? `HTTP ${status}`);
    this.name = "Refusal";
    this.status = status;
    this.problem = problem;
  }
}

export interface Ask {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly json?: unknown;
  readonly body?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly signal?: AbortSignal;
}

/** The address of a route under /api, with its query. Path parts are the caller's to escape (ids need none). */
export function address(path: string, query: Ask["query"] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return `/api${path}${search === "" ? "" : `?${search}`}`;
}

async function problemOf(response: Response): Promise<Problem | null> {
  if (!(response.headers.get("content-type") ?? "").includes("json")) return null;
  return (await response.json().catch(() => null)) as Problem | null;
}

/** The response itself: for images, ETags and downloads. Throws `Refusal` on any answer but success and 304. */
export async function ask(path: string, asked: Ask = {}): Promise<Response> {
  const headers = new Headers({ Accept: "application/json", ...asked.headers });
  const init: RequestInit = { method: asked.method ?? "GET", headers, credentials: "same-origin" };
  if (asked.signal) init.signal = asked.signal;
  if (asked.json !== undefined) {
    headers.set("Content-Type", "application/json");
    init.body = JSON.stringify(asked.json);
  } else if (asked.body !== undefined) init.body = asked.body;
  const response = await fetch(address(path, asked.query), init).catch((reason: unknown) => {
    if (asked.signal?.aborted) throw reason;
    throw new Refusal(0, null);
  });
  if (!response.ok && response.status !== 304) throw new Refusal(response.status, await problemOf(response));
  return response;
}

async function shaped<Shape>(path: string, asked: Ask): Promise<Shape> {
  const response = await ask(path, asked);
  return (response.status === 204 ? undefined : await response.json()) as Shape;
}

type Rest = Omit<Ask, "method" | "json">;

export const api = {
  get: <Shape>(path: string, rest: Rest = {}) => shaped<Shape>(path, rest),
  post: <Shape = void>(path: string, json?: unknown, rest: Rest = {}) => shaped<Shape>(path, { ...rest, json, method: "POST" }),
  patch: <Shape = void>(path: string, json?: unknown, rest: Rest = {}) => shaped<Shape>(path, { ...rest, json, method: "PATCH" }),
  delete: <Shape = void>(path: string, rest: Rest = {}) => shaped<Shape>(path, { ...rest, method: "DELETE" }),
};
