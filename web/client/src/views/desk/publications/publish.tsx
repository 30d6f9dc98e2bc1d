/** Publishing the bundle: what goes in and what is left out is said before, and labels never change after. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { Bundle, CaseHome, DocumentRow, Publication } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { Dialog } from "../../../design/components/dialog";
import { AreaField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { say } from "../../../design/components/said";
import { plural, t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Loaded, useLoaded } from "../frame/loading";
import { number, stateName } from "../frame/words";

interface Props {
  readonly home: CaseHome;
  readonly again: () => Promise<void>;
}

export function PublishPanel({ home, again }: Props) {
  const asking = useSignal(false);
  return (
    <section class="panel" aria-labelledby="publish">
      <h2 id="publish">{t("desk.publish")}</h2>
      <p>{t("desk.publish.what")}</p>
      <div><Button onClick={() => (asking.value = true)}>{t("desk.publish")}</Button></div>
      {asking.value && <PublishDialog {...{ home, again }} onClose={() => (asking.value = false)} />}
    </section>
  );
}

/** What a publication takes, and what it cannot: documents whose pages are not known yet, refused or withdrawn. */
export function parted(bundle: Bundle): { readonly taken: readonly DocumentRow[]; readonly left: readonly DocumentRow[] } {
  const rows = bundle.sections.flatMap((section) => section.documents);
  const goes = (row: DocumentRow) => row.state === "examined" || row.state === "ready";
  return { taken: rows.filter(goes), left: rows.filter((row) => !goes(row)) };
}

function PublishDialog({ home, again, onClose }: Props & { readonly onClose: () => void }) {
  const bundle = useLoaded(home.id, () => api.get<Bundle>(`/cases/${home.id}/bundle`));
  return (
    <Dialog title={t("desk.publish.ask")} closeLabel={t("desk.cancel")} onClose={onClose}>
      <Loaded of={bundle}>{(value) => <PublishForm {...{ home, again, onClose }} bundle={value} />}</Loaded>
    </Dialog>
  );
}

interface FormProps extends Props {
  readonly bundle: Bundle;
  readonly onClose: () => void;
}

function PublishForm({ home, bundle, again, onClose }: FormProps) {
  const note = useSignal("");
  const { busy, refusal, act } = useActing();
  const { taken, left } = parted(bundle);
  const submit = async (event: Event) => {
    event.preventDefault();
    const went = await act(async () => {
      const made = await api.post<Publication>(`/cases/${home.id}/publications`, { note: note.value.trim() });
      await again();
      say(t("desk.publish.done", { number: made.number }));
    });
    if (went) onClose();
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)} noValidate>
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      <p>{plural(taken.length, "desk.publish.goes_one", "desk.publish.goes", { pages: number(bundle.pages) })}</p>
      {left.length > 0 && <LeftOut left={left} />}
      <AreaField label={t("desk.publish.note")} hint={t("desk.publish.note_hint")} value={note.value} onText={(text) => (note.value = text)} />
      <div class="row">
        <Button type="submit" busy={busy.value}>{t("desk.publish")}</Button>
        <Button look="quiet" onClick={onClose}>{t("desk.cancel")}</Button>
      </div>
    </form>
  );
}

function LeftOut({ left }: { readonly left: readonly DocumentRow[] }) {
  return (
    <Notice look="warn" title={plural(left.length, "desk.publish.left_one", "desk.publish.left")}>
      <ul class="left-out">{left.map((row) => <li key={row.id}>{row.title} ({stateName(row.state)})</li>)}</ul>
    </Notice>
  );
}
