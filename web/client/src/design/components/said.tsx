/** What is said to those who listen, when the page changes without their having moved. One region, always there. */
import { signal } from "@preact/signals";

const words = signal("");
let flip = false;

/** Says a sentence once. The same sentence twice is said twice: a joiner at the end makes it new. */
export function say(sentence: string): void {
  flip = !flip;
  words.value = flip ? sentence : `${sentence}\u2060`;
}

export function Said() {
  return <p class="only-heard" role="status">{words}</p>;
}
