/** Signing in. Wrong address and wrong password are refused in the same words. */
import { useSignal } from "@preact/signals";
import { Button } from "../../../design/components/button";
import { TextField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Heading } from "../frame/heading";
import { nextAddress, placeOf } from "../frame/addresses";
import { go, place } from "../frame/routes";
import { signIn } from "../frame/session";

export function SignInView() {
  const email = useSignal("");
  const password = useSignal("");
  const { busy, refusal, act } = useActing();
  const submit = (event: Event) => {
    event.preventDefault();
    void act(async () => {
      await signIn({ email: email.value.trim(), password: password.value });
      if (place.value.view === "sign-in") enter(nextAddress(location.search));
    });
  };
  return (
    <main class="main main--narrow" id="main">
      <Heading title={t("desk.sign_in")}><p class="quiet">{t("desk.sign_in.hint")}</p></Heading>
      <form class="panel form" onSubmit={submit} noValidate>
        {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
        <TextField label={t("desk.email")} type="email" name="email" autocomplete="username" focused
          value={email.value} onText={(text) => (email.value = text)} />
        <TextField label={t("desk.password")} type="password" name="password" autocomplete="current-password"
          value={password.value} onText={(text) => (password.value = text)} />
        <Button type="submit" busy={busy.value}>{t("desk.sign_in")}</Button>
      </form>
    </main>
  );
}

/** The reader is a page of its own and must be loaded; the desk's views are not. */
function enter(address: string): void {
  if (placeOf(new URL(address, location.origin).pathname).view === "nowhere") location.assign(address);
  else go(address);
}
