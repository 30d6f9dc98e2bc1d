/** One document: where it stands, what it is, how far its pages are, and what may be done with it. */
import { useSignal } from "@preact/signals";
import type { Bundle, CaseHome, DocumentRow, SectionRow } from "../../../api/shapes";
import { Icon } from "../../../design/components/icon";
import { Progress } from "../../../design/components/progress";
import { Tag } from "../../../design/components/tag";
import { t } from "../../../state/language";
import { readerAddress } from "../frame/addresses";
import { day, firstLabel, labels, named, number, size, stateName } from "../frame/words";
import { underWay } from "../upload/queue";
import { DocumentActs } from "./acts";
import { carried, rowLanding, type Carried } from "./dragging";

export interface DocumentProps {
  readonly home: CaseHome;
  readonly bundle: Bundle;
  readonly section: SectionRow;
  readonly row: DocumentRow;
  readonly movable: boolean;
  readonly again: () => Promise<void>;
}

interface ItemProps extends DocumentProps {
  readonly onCarried: (carried: Carried) => void;
}

export function DocumentItem({ onCarried, ...props }: ItemProps) {
  const { row, section, home, movable } = props;
  const over = useSignal(false);
  return (
    <li class="document" data-state={row.state} data-over={over.value ? "true" : undefined} {...rowLanding(row, section, over, onCarried)}>
      <div class="document__place">
        {row.may_edit && row.state !== "withdrawn" && !row.published && <Grip row={row} section={section} movable={movable} />}
        <span class="document__labels">{labels(row)}</span>
      </div>
      <div class="document__what">
        <p class="document__title row"><Title home={home} row={row} /><StateTag row={row} /></p>
        <About home={home} row={row} section={section} />
        {row.reason && <p class={row.state === "refused" ? "field__error" : ""}>{row.reason}</p>}
        <Duplicate {...props} />
        {row.state === "examined" && <Pages row={row} />}
      </div>
      <DocumentActs {...props} />
    </li>
  );
}

/** Only for the hand: the buttons beside it do the same for the keyboard. */
function Grip({ row, section, movable }: { readonly row: DocumentRow; readonly section: SectionRow; readonly movable: boolean }) {
  const take = (event: DragEvent) => {
    event.dataTransfer?.setData("text/plain", row.title);
    carried.value = { document: row, section: section.id };
  };
  return (
    <span class="document__grip" draggable aria-hidden="true" title={movable ? t("desk.document.drag") : t("desk.document.drag_section")}
      onDragStart={take} onDragEnd={() => (carried.value = null)}>
      <Icon name="grip" />
    </span>
  );
}

/** While files are being sent, a document opens beside this page, so that sending goes on. */
function Title({ home, row }: { readonly home: CaseHome; readonly row: DocumentRow }) {
  const first = firstLabel(row);
  const open = row.state === "examined" || row.state === "ready";
  if (!open || first === null) return <>{row.title}</>;
  const beside = underWay.value.length > 0 ? { target: "_blank", rel: "noopener" } : {};
  return (
    <a href={readerAddress(home.id, first)} {...beside}>
      {row.title}
      {underWay.value.length > 0 && <span class="only-heard"> {t("desk.new_tab")}</span>}
    </a>
  );
}

function About({ home, row, section }: { readonly home: CaseHome; readonly row: DocumentRow; readonly section: SectionRow }) {
  const names = home.parties.filter((party) => row.ticked.includes(party.id)).map((party) => party.name);
  const said = [
    row.date ? day(row.date) : null,
    t("desk.document.filed", { team: row.filed_by, date: day(row.filed_at) }),
    row.filename.includes(row.title) ? null : row.filename,
    size(row.size),
  ];
  return (
    <p class="quiet small">
      {said.filter(Boolean).join(" · ")}
      {section.compartmented && names.length > 0 && <><br />{t("desk.document.for", { names: named(names) })}</>}
    </p>
  );
}

function Duplicate({ home, bundle, row }: DocumentProps) {
  const rows = bundle.sections.flatMap((section) => section.documents);
  const other = row.duplicate_of ? rows.find((each) => each.id === row.duplicate_of) : undefined;
  if (!other || row.state === "withdrawn") return null;
  const label = firstLabel(other);
  return (
    <p class="row document__note">
      <Icon name="warn" />
      <span>
        {t("desk.document.duplicate")}{" "}
        {label ? <a href={readerAddress(home.id, label)}>{other.title} ({labels(other)})</a> : other.title}
      </span>
    </p>
  );
}

/** A ready document has nothing to say. */
function StateTag({ row }: { readonly row: DocumentRow }) {
  if (row.state === "ready") return null;
  return <Tag look={row.state === "refused" ? "bad" : row.state === "withdrawn" ? "warn" : "plain"}>{stateName(row.state)}</Tag>;
}

/** How many of its pages can be read at once; the others are drawn when they are opened. */
function Pages({ row }: { readonly row: DocumentRow }) {
  return (
    <div class="document__state">
      <Progress label={t("desk.document.progress", { title: row.title })} value={row.pages_done} of={row.pages} />
      <span class="quiet small">{t("desk.document.done", { done: number(row.pages_done), pages: number(row.pages) })}</span>
    </div>
  );
}
