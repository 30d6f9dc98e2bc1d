/** Bundles to try the arithmetic on. */
import { Pages, type DocumentRow, type SectionRow, type SizeRun } from "../src/core/pages";

export const A4: SizeRun = { count: 1, width: 595, height: 842 };

export function document(id: string, title: string, prefix: string, first: number, count: number): DocumentRow {
  return { id, title, labels: count > 0 ? [{ prefix, first, count }] : [], sizes: count > 0 ? [{ ...A4, count }] : [] };
}

export function section(code: string, title: string, ...documents: DocumentRow[]): SectionRow {
  return { code, title, documents };
}

/** A1–A2, K1–K3, a refused document with no pages, K3A inserted late, K4–K20003. */
export function bundle(): Pages {
  return new Pages([
    section("A", "Indictment", document("a1", "The indictment", "A", 1, 2)),
    section(
      "K",
      "Exhibits",
      document("k1", "Plan of the house", "K", 1, 3),
      document("k2", "Refused", "K", 4, 0),
      { id: "k3", title: "Late photograph", labels: [{ prefix: "K3A", first: null, count: 1 }], sizes: [] },
      document("k4", "Telephone records", "K", 4, 20_000),
    ),
  ]);
}
