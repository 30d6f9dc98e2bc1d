/** The screens of a courtroom: each a browser with an address of its own and no account. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { IssuedScreen, NewScreen, Role, Screen } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { CopyField } from "../../../design/components/copy";
import { SelectField, TextField } from "../../../design/components/field";
import { Icon } from "../../../design/components/icon";
import { Notice } from "../../../design/components/notice";
import { say } from "../../../design/components/said";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Loaded, useLoaded } from "../frame/loading";
import { roleName } from "../frame/words";
import type { PanelProps } from "./hearing";

const AUDIENCES: readonly Role[] = ["jury", "witness", "gallery"];

export function ScreensPanel({ hearing }: PanelProps) {
  const screens = useLoaded(`${hearing.id}/${hearing.risen_at ?? ""}`, () => api.get<readonly Screen[]>(`/hearings/${hearing.id}/screens`));
  const issued = useSignal<readonly IssuedScreen[]>([]);
  const on = hearing.risen_at === null;
  const add = (screen: IssuedScreen) => {
    issued.value = [screen, ...issued.value];
    void screens.again();
  };
  const gone = async (screen: Screen) => {
    issued.value = issued.value.filter((each) => each.id !== screen.id);
    await screens.again();
    say(t("desk.screens.removed", { name: screen.name }));
  };
  return (
    <section class="panel" aria-labelledby="screens">
      <h2 id="screens">{t("desk.screens")}</h2>
      <p class="quiet">{on ? t("desk.screens.what") : t("desk.screens.risen")}</p>
      {on && issued.value.map((screen) => <Issued key={screen.id} screen={screen} />)}
      {on && <AddForm hearing={hearing.id} onIssued={add} />}
      <Loaded of={screens}>
        {(list) => (
          <>
            {on && list.length === 0 && <p class="quiet">{t("desk.screens.none")}</p>}
            <ul role="list" class="rows">{list.map((screen) => <ScreenRow key={screen.id} {...{ hearing: hearing.id, screen, on, gone }} />)}</ul>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Issued({ screen }: { readonly screen: IssuedScreen }) {
  const address = new URL(screen.address, location.origin).href;
  return (
    <div role="status">
      <Notice look="good" wide title={t("desk.screens.issued", { name: screen.name })}>
        <p>{t("desk.screens.open_there")} {t("desk.shown_once")}</p>
        <CopyField label={t("desk.screens.address", { name: screen.name })} value={address} copy={t("desk.copy")} copied={t("desk.copied")} />
      </Notice>
    </div>
  );
}

interface AddProps {
  readonly hearing: string;
  readonly onIssued: (screen: IssuedScreen) => void;
}

function AddForm({ hearing, onIssued }: AddProps) {
  const draft = useSignal<NewScreen>({ name: "", audience: "jury" });
  const missing = useSignal(false);
  const { busy, refusal, act } = useActing();
  const submit = async (event: Event) => {
    event.preventDefault();
    missing.value = !draft.value.name.trim();
    if (missing.value) return;
    const wanted = { ...draft.value, name: draft.value.name.trim() };
    if (await act(async () => onIssued(await api.post<IssuedScreen>(`/hearings/${hearing}/screens`, wanted)))) draft.value = { ...draft.value, name: "" };
  };
  return (
    <form class="row row--end" onSubmit={(event) => void submit(event)} noValidate>
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      <SelectField label={t("desk.screens.audience")} short value={draft.value.audience}
        options={AUDIENCES.map((role) => ({ value: role, label: roleName(role) }))} onText={(role) => (draft.value = { ...draft.value, audience: role as Role })} />
      <TextField label={t("desk.screens.name")} hint={t("desk.screens.name_hint")} maxLength={100}
        error={missing.value ? t("desk.screens.name_missing") : undefined}
        value={draft.value.name} onText={(name) => (draft.value = { ...draft.value, name })} />
      <Button type="submit" look="second" busy={busy.value}>{t("desk.screens.add")}</Button>
    </form>
  );
}

interface RowProps {
  readonly hearing: string;
  readonly screen: Screen;
  readonly on: boolean;
  readonly gone: (screen: Screen) => Promise<void>;
}

function ScreenRow({ hearing, screen, on, gone }: RowProps) {
  const { busy, refusal, act } = useActing();
  const remove = () => act(async () => {
    await api.delete(`/hearings/${hearing}/screens/${screen.id}`);
    await gone(screen);
  });
  return (
    <li class="row row--apart">
      <span class="row"><Icon name="screen" /><span>{screen.name}</span><span class="quiet">{roleName(screen.audience)}</span></span>
      {refusal.value && <span class="field__error" role="alert">{refusal}</span>}
      {on && (
        <Button look="quiet" busy={busy.value} aria-label={t("desk.screens.remove_named", { name: screen.name })} onClick={() => void remove()}>
          {t("desk.screens.remove")}
        </Button>
      )}
    </li>
  );
}
