/** The order of documents in a section, which is free until the bundle is published for the first time. */
import { api } from "../../../api/client";
import type { Bundle, DocumentRow, SectionRow } from "../../../api/shapes";

/** Whether labels have been given to the court. Any published document that is seen says so. */
export const isPublished = (bundle: Bundle): boolean =>
  bundle.sections.some((section) => section.documents.some((row) => row.published));

export function orderable(bundle: Bundle, section: SectionRow, row: DocumentRow): boolean {
  return row.may_edit && row.state !== "withdrawn" && row.state !== "refused" && section.documents.length > 1 && !isPublished(bundle);
}

const patch = (id: string, change: object): Promise<unknown> => api.patch(`/documents/${id}`, change);

/** One place up (-1) or down (+1). */
export async function step(section: SectionRow, row: DocumentRow, by: -1 | 1): Promise<void> {
  await patch(row.id, { position: section.documents.indexOf(row) + by });
}

/** Puts a document of this section where `before` stands. Positions are counted without the document itself. */
export async function moveBefore(section: SectionRow, held: DocumentRow, before: DocumentRow): Promise<void> {
  const others = section.documents.filter((row) => row.id !== held.id);
  await patch(held.id, { position: others.findIndex((row) => row.id === before.id) });
}

/** Moves a document to the end of this section, ticked for those it is to be seen by here. */
export async function moveHere(section: SectionRow, held: DocumentRow, ticked: readonly string[]): Promise<void> {
  await patch(held.id, { section: section.id, ...(section.compartmented ? { ticked } : {}) });
}
