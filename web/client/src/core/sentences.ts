/** Sentences with places to fill: "Page {label}". Refuses to know a language. */
export type Values = Readonly<Record<string, string | number>>;

/** Fills `{name}` from `values`; a place with no value is left as it stands, so that a mistake is seen. */
export function fill(sentence: string, values: Values = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
