/** Keeps what was fetched and decoded while it is wanted, and gives it back explicitly: decoded pages are megabytes, and a
 *  browser left to itself keeps hundreds. Knows keys and order of want; refuses to know what the things are. */

export interface CacheEvents<Value> {
  readonly load: (key: string, signal: AbortSignal) => Promise<Value>;
  readonly release: (value: Value) => void;
  /** Held now, and still wanted. */
  readonly landed: (key: string) => void;
  /** Could not be had. It is not tried again until `retry`. */
  readonly failed: (key: string, reason: unknown) => void;
}

export class Cache<Value> {
  private readonly held = new Map<string, Value>();
  private readonly flights = new Map<string, AbortController>();
  private readonly failures = new Set<string>();
  private wanted: readonly string[] = [];
  private urgent = 0;

  constructor(
    private readonly events: CacheEvents<Value>,
    public capacity: number,
  ) {}

  peek(key: string): Value | undefined {
    return this.held.get(key);
  }

  get size(): number {
    return this.held.size;
  }

  /** Says what is wanted, most wanted first; what there is no room for is left out, or it would come and go for ever. The first
   *  `urgent` are loaded at once; the rest one at a time while nothing urgent is under way, so as not to slow it down. */
  want(keys: readonly string[], urgent: number): void {
    this.wanted = keys.slice(0, this.capacity);
    this.urgent = urgent;
    const set = new Set(this.wanted);
    for (const [key, abort] of this.flights) if (!set.has(key)) abort.abort();
    this.evict();
    this.fill();
  }

  /** Lets something that failed be tried again; with no key, everything that did. */
  retry(key?: string): void {
    if (key === undefined) this.failures.clear();
    else this.failures.delete(key);
    this.fill();
  }

  /** Gives everything back. */
  forget(): void {
    for (const key of [...this.held.keys()]) this.drop(key);
  }

  private fill(): void {
    for (const [place, key] of this.wanted.entries()) {
      if (this.held.has(key) || this.flights.has(key) || this.failures.has(key)) continue;
      if (place >= this.urgent && this.flights.size > 0) return;
      void this.begin(key);
    }
  }

  private async begin(key: string): Promise<void> {
    const abort = new AbortController();
    const { signal } = abort;
    this.flights.set(key, abort);
    try {
      const value = await this.events.load(key, signal);
      if (signal.aborted) this.events.release(value);
      else this.keep(key, value);
    } catch (reason) {
      if (!signal.aborted) {
        this.failures.add(key);
        this.events.failed(key, reason);
      }
    } finally {
      if (this.flights.get(key) === abort) this.flights.delete(key);
      this.fill();
    }
  }

  private keep(key: string, value: Value): void {
    this.held.set(key, value);
    this.evict();
    if (this.held.has(key)) this.events.landed(key);
  }

  /** Lets go of the unwanted, longest held first, then of the least wanted, until no more than `capacity` are held. */
  private evict(): void {
    if (this.held.size <= this.capacity) return;
    const rank = new Map(this.wanted.map((key, place) => [key, place]));
    const unwanted = [...this.held.keys()].filter((key) => !rank.has(key));
    const wanted = [...this.held.keys()].filter((key) => rank.has(key)).sort((a, b) => rank.get(b)! - rank.get(a)!);
    for (const key of [...unwanted, ...wanted].slice(0, this.held.size - this.capacity)) this.drop(key);
  }

  private drop(key: string): void {
    const value = this.held.get(key);
    this.held.delete(key);
    if (value !== undefined) this.events.release(value);
  }
}
