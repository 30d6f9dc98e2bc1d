/** One section: its documents in order, and the place to drop files on. */
import { useSignal } from "@preact/signals";
import type { Bundle, CaseHome, DocumentRow, SectionRow } from "../../../api/shapes";
import { Icon } from "../../../design/components/icon";
import { Notice } from "../../../design/components/notice";
import { plural, t } from "../../../state/language";
import { useActing } from "../frame/acting";
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

export function SectionPanel({ home, bundle, section, wanted, again }: SectionProps) {
  const asking = useSignal<readonly File[] | null>(null);
  const over = useSignal(false);
  const { refusal, act } = useActing();
  const file = (files: readonly File[], ticked: readonly string[]) => offer(files, { case: home.id, section: section.id, ticked });
  const take = (files: readonly File[]) => {
    const begun = items.value.some((item) => item.stage === "missing" && item.section === section.id);
    if (section.compartmented && !(begun && files.length === 1)) asking.value = files;
    else file(files, []);
  };
  const settleDocument = (carried: Carried, before: DocumentRow | null) =>
    act(async () => { await (before ? moveBefore : moveHere)(bundle, section, carried, before); await again(); });
  const land = landing(section, over, take, (carried) => void settleDocument(carried, null));
  const shown = having(section.documents, wanted);
  if (wanted.trim() && shown.length === 0) return null;
  return (
    <section class="section" id={`section-${section.code}`} aria-labelledby={`title-${section.code}`}
      data-over={over.value ? "true" : undefined} {...land}>
      <SectionHead section={section} onFiles={take} />
      {refusal.value && <Notice look="bad" wide><p>{refusal}</p></Notice>}
      <ol role="list" class="documents">
        {shown.map((row) => (
          <DocumentItem key={row.id} {...{ home, bundle, section, row, again }} movable={orderable(bundle, section, row) && !wanted}
            onCarried={(carried) => void settleDocument(carried, row)} />
        ))}
        {items.value.filter((item) => item.section === section.id).map((item) => <UploadRow key={item.key} item={item} />)}
      </ol>
      {asking.value && (
        <TicksDialog {...{ home, section }} count={asking.value.length} onClose={() => (asking.value = null)}
          onTicked={(ticked) => { file(asking.value ?? [], ticked); asking.value = null; }} />
      )}
    </section>
  );
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

