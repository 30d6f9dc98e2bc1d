/** Changing what is said of a document, and where it stands. Only what was changed is sent. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { DocumentChanges, SectionRow } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { Choices } from "../../../design/components/choices";
import { Dialog } from "../../../design/components/dialog";
import { SelectField, TextField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { say } from "../../../design/components/said";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { tickable } from "../upload/ticks";
import type { DocumentProps } from "./document";

interface Props extends DocumentProps {
  readonly onClose: () => void;
}

interface Draft {
  readonly title: string;
  readonly date: string;
  readonly section: string;
  readonly position: number;
  readonly ticked: readonly string[];
}

const alike = (one: readonly string[], other: readonly string[]): boolean => one.toSorted().join() === other.toSorted().join();

/** What differs between the draft and what stands, as the server wants it. A date taken away is null. */
export function changesOf(before: Draft, after: Draft, compartmented: boolean): DocumentChanges {
  return {
    ...(after.title.trim() !== before.title ? { title: after.title.trim() } : {}),
    ...(after.date !== before.date ? { date: after.date || null } : {}),
    ...(after.section !== before.section ? { section: after.section } : {}),
    ...(after.section === before.section && after.position !== before.position ? { position: after.position } : {}),
    ...(compartmented && !alike(after.ticked, before.ticked) ? { ticked: [...after.ticked] } : {}),
  };
}

function missingIn(draft: Draft, target: SectionRow): "title" | "ticked" | null {
  if (!draft.title.trim()) return "title";
  return target.compartmented && draft.ticked.length === 0 ? "ticked" : null;
}

export function EditDialog({ home, bundle, section, row, movable, again, onClose }: Props) {
  const before: Draft = {
    title: row.title, date: row.date ?? "", section: section.id, position: section.documents.indexOf(row), ticked: row.ticked,
  };
  const draft = useSignal(before);
  const missing = useSignal<"title" | "ticked" | null>(null);
  const { busy, refusal, act } = useActing();
  const set = (part: Partial<Draft>) => (draft.value = { ...draft.value, ...part });
  const target = bundle.sections.find((each) => each.id === draft.value.section) ?? section;
  const places = bundle.sections.filter((each) => each.may_file || each.id === section.id);
  const save = async (event: Event) => {
    event.preventDefault();
    missing.value = missingIn(draft.value, target);
    if (missing.value) return;
    const saved = await act(async () => {
      await api.patch(`/documents/${row.id}`, changesOf(before, draft.value, target.compartmented));
      await again();
    });
    if (!saved) return;
    say(t("desk.edit.saved", { title: draft.value.title }));
    onClose();
  };
  return (
    <Dialog title={t("desk.edit.title")} closeLabel={t("desk.cancel")} onClose={onClose}>
      <form class="form" onSubmit={(event) => void save(event)} noValidate>
        {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
        <TextField label={t("desk.edit.name")} value={draft.value.title} maxLength={300} focused
          error={missing.value === "title" ? t("desk.edit.name_missing") : undefined} onText={(title) => set({ title })} />
        <TextField label={t("desk.edit.date")} hint={t("desk.edit.date_hint")} type="date" short
          value={draft.value.date} onText={(date) => set({ date })} />
        {!row.published && (
          <SelectField label={t("desk.edit.section")} value={draft.value.section} onText={(id) => set({ section: id })}
            options={places.map((each) => ({ value: each.id, label: `${each.code}: ${each.title}` }))} />
        )}
        {movable && draft.value.section === section.id && (
          <SelectField label={t("desk.edit.position")} value={String(draft.value.position)} onText={(at) => set({ position: Number(at) })}
            options={section.documents.map((each, at) => ({ value: String(at), label: placeName(at, section.documents.length, each.title) }))} />
        )}
        {target.compartmented && (
          <Choices legend={t("desk.edit.ticked")} hint={t("desk.ticks.hint")} chosen={draft.value.ticked}
            error={missing.value === "ticked" ? t("desk.ticks.missing") : undefined}
            options={tickable(home).map((party) => ({ value: party.id, label: party.name }))} onChosen={(ticked) => set({ ticked })} />
        )}
        <div class="row">
          <Button type="submit" busy={busy.value}>{t("desk.save")}</Button>
          <Button look="quiet" onClick={onClose}>{t("desk.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

const placeName = (at: number, count: number, title: string): string => t("desk.edit.place", { place: at + 1, count, title });
