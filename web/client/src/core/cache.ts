/** Keeps what was fetched and decoded while it is wanted, and gives it back explicitly: decoded pages are megabytes, and a
 *  browser left to itself keeps hundreds. Knows keys and order of want; refuses to know what the things are. */

interface Held<Value> {
  readonly value: Value;
}

interface Flight<Value> {
  readonly promise: Promise<Value>;
  readonly abort: AbortController;
}

export class Cache<Value> {
  private readonly held = new Map<string, Held<Value>>();
  private readonly flights = new Map<string, Flight<Value>>();
  private wanted: readonly string[] = [];

  constructor(
    private readonly load: (key: string, signal: AbortSignal) => Promise<Value>,
    private readonly release: (value: Value) => void,
    public capacity: number,
    private readonly abreast = 4,
  ) {}

  peek(key: string): Value | undefined {
    return this.held.get(key)?.value;
  }

  /** Held, or loaded now whatever else is under way. Rejects when it cannot be had, or is no longer wanted. */
  get(key: string): Promise<Value> {
    const standing = this.held.get(key);
    if (standing) return Promise.resolve(standing.value);
    return this.flights.get(key)?.promise ?? this.begin(key);
  }

  /** Says what is wanted, most wanted first; what there is no room for is left out, or it would come and go for ever. The rest in
   *  flight is aborted; the rest held goes when room is needed. */
  want(keys: readonly string[]): void {
    this.wanted = keys.slice(0, this.capacity);
    const set = new Set(this.wanted);
    for (const [key, flight] of this.flights) if (!set.has(key)) flight.abort.abort();
    this.evict();
    this.fill();
  }

  /** Forgets one thing (its page was drawn afresh, or refused), or everything. */
  forget(key?: string): void {
    for (const each of key === undefined ? [...this.held.keys()] : [key]) this.drop(each);
  }

  get size(): number {
    return this.held.size;
  }

  private begin(key: string): Promise<Value> {
    const abort = new AbortController();
    const promise = this.load(key, abort.signal).then((value) => this.landed(key, value, abort.signal));
    this.flights.set(key, { promise, abort });
    const gone = () => {
      if (this.flights.get(key)?.promise === promise) this.flights.delete(key);
      this.fill();
    };
    promise.then(gone, gone);
    return promise;
  }

  private landed(key: string, value: Value, signal: AbortSignal): Value {
    if (signal.aborted) {
      this.release(value);
      throw new DOMException("no longer wanted", "AbortError");
    }
    this.held.set(key, { value });
    this.evict();
    return value;
  }

  private fill(): void {
    for (const key of this.wanted) {
      if (this.flights.size >= this.abreast) return;
      if (!this.held.has(key) && !this.flights.has(key)) this.begin(key).catch(() => undefined);
    }
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
    const standing = this.held.get(key);
    if (!standing) return;
    this.held.delete(key);
    this.release(standing.value);
  }
}
