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
  const left = useSignal<readonly string[]>([]);
  const done = (made: Publication) => {
    asking.value = false;
    left.value = made.left_out ?? [];
    say(t("desk.publish.done", { number: made.number }));
  };
  return (
    <section class="panel" aria-labelledby="publish">
      <h2 id="publish">{t("desk.publish")}</h2>
      <p>{t("desk.publish.what")}</p>
      <div><Button onClick={() => (asking.value = true)}>{t("desk.publish")}</Button></div>
      {left.value.length > 0 && <div role="status"><LeftOut titles={left.value} /></div>}
      {asking.value && <PublishDialog {...{ home, again }} onDone={done} onClose={() => (asking.value = false)} />}
    </section>
  );
}

/** What a publication takes, and what it cannot: documents whose pages are not known yet, refused or withdrawn. */
export function parted(bundle: Bundle): { readonly taken: readonly DocumentRow[]; readonly left: readonly DocumentRow[] } {
  const rows = bundle.sections.flatMap((section) => section.documents);
  const goes = (row: DocumentRow) => row.state === "examined" || row.state === "ready";
  return { taken: rows.filter(goes), left: rows.filter((row) => !goes(row)) };
}

interface DialogProps extends Props {
  readonly onDone: (made: Publication) => void;
  readonly onClose: () => void;
}

function PublishDialog({ home, onClose, ...rest }: DialogProps) {
  const bundle = useLoaded(home.id, () => api.get<Bundle>(`/cases/${home.id}/bundle`));
  return (
    <Dialog title={t("desk.publish.ask")} closeLabel={t("desk.cancel")} onClose={onClose}>
      <Loaded of={bundle}>{(value) => <PublishForm {...{ home, onClose, ...rest }} bundle={value} />}</Loaded>
    </Dialog>
  );
}

function PublishForm({ home, bundle, again, onDone, onClose }: DialogProps & { readonly bundle: Bundle }) {
  const note = useSignal("");
  const { busy, refusal, act } = useActing();
  const { taken, left } = parted(bundle);
  const submit = (event: Event) => {
    event.preventDefault();
    void act(async () => {
      const made = await api.post<Publication>(`/cases/${home.id}/publications`, { note: note.value.trim() });
      await again();
      onDone(made);
    });
  };
  return (
    <form class="form" onSubmit={submit} noValidate>
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      <p>{plural(taken.length, "desk.publish.goes_one", "desk.publish.goes", { pages: number(bundle.pages) })}</p>
      {left.length > 0 && <LeftOut titles={left.map((row) => `${row.title} (${stateName(row.state)})`)} />}
      <AreaField label={t("desk.publish.note")} hint={t("desk.publish.note_hint")} value={note.value} onText={(text) => (note.value = text)} />
      <div class="row">
        <Button type="submit" busy={busy.value}>{t("desk.publish")}</Button>
        <Button look="quiet" onClick={onClose}>{t("desk.cancel")}</Button>
      </div>
    </form>
  );
}

function LeftOut({ titles }: { readonly titles: readonly string[] }) {
  return (
    <Notice look="warn" title={plural(titles.length, "desk.publish.left_one", "desk.publish.left")}>
      <ul class="left-out">{titles.map((title) => <li key={title}>{title}</li>)}</ul>
    </Notice>
  );
}
