/** Personal access tokens: how another system acts for this person. A secret is shown once. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { IssuedToken, Token } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { CopyField } from "../../../design/components/copy";
import { TextField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { say } from "../../../design/components/said";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Loaded, useLoaded } from "../frame/loading";
import { day, moment } from "../frame/words";

export function Tokens() {
  const tokens = useLoaded("tokens", () => api.get<readonly Token[]>("/me/tokens"));
  const issued = useSignal<IssuedToken | null>(null);
  return (
    <section class="panel" aria-labelledby="tokens">
      <h2 id="tokens">{t("desk.tokens")}</h2>
      <p class="quiet">{t("desk.tokens.what")}</p>
      {issued.value && <Issued token={issued.value} />}
      <NewTokenForm onIssued={(token) => { issued.value = token; void tokens.again(); }} />
      <Loaded of={tokens}>
        {(list) => (list.length ? <TokenTable list={list} again={tokens.again} /> : <p class="quiet">{t("desk.tokens.none")}</p>)}
      </Loaded>
    </section>
  );
}

function Issued({ token }: { readonly token: IssuedToken }) {
  return (
    <div role="status">
      <Notice look="good" wide title={t("desk.tokens.issued", { name: token.name })}>
        <p>{t("desk.shown_once")}</p>
        <CopyField label={t("desk.tokens.secret")} value={token.secret} copy={t("desk.copy")} copied={t("desk.copied")} />
      </Notice>
    </div>
  );
}

function NewTokenForm({ onIssued }: { readonly onIssued: (token: IssuedToken) => void }) {
  const name = useSignal("");
  const days = useSignal("90");
  const missing = useSignal(false);
  const { busy, refusal, act } = useActing();
  const submit = async (event: Event) => {
    event.preventDefault();
    missing.value = !name.value.trim();
    if (missing.value) return;
    const wanted = { name: name.value.trim(), days: Number(days.value) };
    if (await act(async () => onIssued(await api.post<IssuedToken>("/me/tokens", wanted)))) name.value = "";
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)} noValidate>
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      <TextField label={t("desk.tokens.name")} hint={t("desk.tokens.name_hint")} maxLength={100}
        error={missing.value ? t("desk.tokens.name_missing") : undefined} value={name.value} onText={(text) => (name.value = text)} />
      <TextField label={t("desk.tokens.days")} type="number" min={1} max={366} short value={days.value} onText={(text) => (days.value = text)} />
      <Button type="submit" look="second" busy={busy.value}>{t("desk.tokens.make")}</Button>
    </form>
  );
}

interface TableProps {
  readonly list: readonly Token[];
  readonly again: () => Promise<void>;
}

function TokenTable({ list, again }: TableProps) {
  const { busy, refusal, act } = useActing();
  const revoke = (token: Token) => act(async () => {
    await api.delete(`/me/tokens/${token.id}`);
    say(t("desk.tokens.revoked", { name: token.name }));
    await again();
  });
  return (
    <>
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      <table class="table">
        <caption class="only-heard">{t("desk.tokens")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("desk.tokens.name")}</th>
            <th scope="col">{t("desk.tokens.until")}</th>
            <th scope="col">{t("desk.tokens.used")}</th>
            <th scope="col"><span class="only-heard">{t("desk.actions")}</span></th>
          </tr>
        </thead>
        <tbody>
          {list.map((token) => (
            <tr key={token.id}>
              <th scope="row">{token.name}</th>
              <td data-column={t("desk.tokens.until")}>{day(token.expires_at)}</td>
              <td data-column={t("desk.tokens.used")}>{token.last_used_at ? moment(token.last_used_at) : t("desk.never")}</td>
              <td>
                <Button look="quiet" busy={busy.value} aria-label={t("desk.tokens.revoke_named", { name: token.name })}
                  onClick={() => void revoke(token)}>{t("desk.tokens.revoke")}</Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
