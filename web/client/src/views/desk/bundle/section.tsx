/** One section: its documents in order, and the place to drop files on. */
import { useSignal } from "@preact/signals";
import type { Bundle, CaseHome, DocumentRow, SectionRow } from "../../../api/shapes";
import { Icon } from "../../../design/components/icon";
import { Notice } from "../../../design/components/notice";
import { plural, t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { isSame } from "../upload/memory";
import { items, offer } from "../upload/queue";
import { Pick } from "../upload/pick";
import { UploadRow } from "../upload/row";
import { TicksDialog } from "../upload/ticks";
import { DocumentItem } from "./document";
import { landing, type Carried } from "./dragging";
import { moveBefore, moveHere, orderable } from "./order";

export interface SectionProps {
  readonly home: CaseHome;
  readonly bundle: Bundle;
  readonly section: SectionRow;
  readonly wanted: string;
  readonly again: () => Promise<void>;
}

/** Those whose title, file name or label has `wanted`. */
export function having(documents: readonly DocumentRow[], wanted: string): readonly DocumentRow[] {
  const word = wanted.trim().toLowerCase();
  return word ? documents.filter((row) => `${row.title} ${row.filename}`.toLowerCase().includes(word)) : documents;
}

/** What waits for its ticks: files to be sent, or a document to be moved here. */
type Waiting = { readonly files: readonly File[] } | { readonly document: DocumentRow };

export function SectionPanel(props: SectionProps) {
  const { home, bundle, section, wanted, again } = props;
  const waiting = useSignal<Waiting | null>(null);
  const over = useSignal(false);
  const { refusal, act } = useActing();
  const settle = (given: Waiting, ticked: readonly string[]) => {
    waiting.value = null;
    if ("files" in given) offer(given.files, { case: home.id, section: section.id, ticked });
    else void act(async () => { await moveHere(section, given.document, ticked); await again(); });
  };
  const take = (given: Waiting) => {
    if (section.compartmented && !isSettled(given, section)) waiting.value = given;
    else settle(given, "document" in given ? given.document.ticked : []);
  };
  const place = (held: Carried, before: DocumentRow) => act(async () => { await moveBefore(section, held.document, before); await again(); });
  const land = landing(section, over, (files) => take({ files }), (held) => take({ document: held.document }));
  const shown = having(section.documents, wanted);
  if (wanted.trim() && shown.length === 0) return null;
  return (
    <section class="section" id={`section-${section.code}`} aria-labelledby={`title-${section.code}`}
      data-over={over.value ? "true" : undefined} {...land}>
      <SectionHead section={section} onFiles={(files) => take({ files })} />
      {refusal.value && <Notice look="bad" wide><p>{refusal}</p></Notice>}
      <ol role="list" class="documents">
        {shown.map((row) => (
          <DocumentItem key={row.id} {...{ home, bundle, section, row, again }} movable={orderable(bundle, section, row) && !wanted}
            onCarried={(held) => void place(held, row)} />
        ))}
        {items.value.filter((item) => item.section === section.id).map((item) => <UploadRow key={item.key} item={item} />)}
      </ol>
      {waiting.value && (
        <TicksDialog {...{ home, section }} count={"files" in waiting.value ? waiting.value.files.length : 1}
          onClose={() => (waiting.value = null)} onTicked={(ticked) => waiting.value && settle(waiting.value, ticked)} />
      )}
    </section>
  );
}

/** Whether who may see it was said before: a document that brings its ticks, or the one file of an upload that was begun. */
function isSettled(given: Waiting, section: SectionRow): boolean {
  if ("document" in given) return given.document.ticked.length > 0;
  return given.files.every((file) => items.value.some((item) => item.stage === "missing" && item.section === section.id && isSame(item, file)));
}

interface HeadProps {
  readonly section: SectionRow;
  readonly onFiles: (files: readonly File[]) => void;
}

function SectionHead({ section, onFiles }: HeadProps) {
  const count = section.documents.length;
  return (
    <div class="section__head">
      <h2 class="section__title" id={`title-${section.code}`} tabIndex={-1}>
        <span class="code code--large">{section.code}</span>
        <span>{section.title}</span>
      </h2>
      <p class="quiet small section__about">
        {section.compartmented && <span class="row"><Icon name="lock" />{t("desk.section.compartmented")}</span>}
        <span>{count ? plural(count, "desk.documents_one", "desk.documents") : t("desk.section.empty")}</span>
      </p>
      {section.may_file && <Pick section={`${section.code}: ${section.title}`} onFiles={onFiles} />}
    </div>
  );
}

