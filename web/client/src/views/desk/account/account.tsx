/** One's own account: password and access tokens. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import { Button } from "../../../design/components/button";
import { TextField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Heading } from "../frame/heading";
import { me } from "../frame/session";
import { Tokens } from "./tokens";

const SHORTEST = 12;

export function AccountView() {
  return (
    <main class="main" id="main">
      <Heading title={t("desk.account")}><p class="quiet">{me.value?.name} · {me.value?.email}</p></Heading>
      <PasswordPanel />
      <Tokens />
    </main>
  );
}

function PasswordPanel() {
  const current = useSignal("");
  const wanted = useSignal("");
  const short = useSignal(false);
  const done = useSignal(false);
  const { busy, refusal, act } = useActing();
  const submit = async (event: Event) => {
    event.preventDefault();
    short.value = wanted.value.length < SHORTEST;
    done.value = false;
    if (short.value) return;
    const went = await act(() => api.post("/me/password", { current: current.value, new: wanted.value }));
    if (!went) return;
    done.value = true;
    current.value = wanted.value = "";
  };
  return (
    <form class="panel form" onSubmit={(event) => void submit(event)} noValidate>
      <h2>{t("desk.password.change")}</h2>
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      {done.value && <div role="status"><Notice look="good"><p>{t("desk.password.changed")}</p></Notice></div>}
      <TextField label={t("desk.password.current")} type="password" autocomplete="current-password"
        value={current.value} onText={(text) => (current.value = text)} />
      <TextField label={t("desk.password.new")} type="password" autocomplete="new-password" hint={t("desk.password.hint", { count: SHORTEST })}
        error={short.value ? t("desk.password.short", { count: SHORTEST }) : undefined}
        value={wanted.value} onText={(text) => (wanted.value = text)} />
      <Button type="submit" busy={busy.value}>{t("desk.password.change")}</Button>
    </form>
  );
}
