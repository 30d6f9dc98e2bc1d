/** Calls back at an even pace, hidden or not: timers of hidden pages are slowed to one a minute, a worker's are not. */

/** Calls `tick` every `milliseconds`; the answer stops it. Where there are no workers, an ordinary timer serves. */
export function every(milliseconds: number, tick: () => void): () => void {
  if (typeof Worker === "undefined") {
    const timer = setInterval(tick, milliseconds);
    return () => clearInterval(timer);
  }
  const worker = new Worker(new URL("./beat.worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = tick;
  worker.postMessage(milliseconds);
  return () => worker.terminate();
}
