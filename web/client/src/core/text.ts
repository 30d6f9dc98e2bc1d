/** How two pieces of text are compared: case, accents and typographic quotes do not tell them apart. */

/** `Łódź’s` → `łodz's`: lower case, decomposed accents dropped, quotes and dashes made plain. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐‑‒–—]/g, "-");
}

/** The word without the punctuation around it: `“Knife,”` → `Knife`. */
export function bare(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}
