/** The desk: chooses the view for where the person is, and asks who they are first. */
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../design/components/button";
import { Notice } from "../../design/components/notice";
import { Said } from "../../design/components/said";
import { t } from "../../state/language";
import { AccountView } from "./account/account";
import { SignInView } from "./account/sign-in";
import { CasesView } from "./cases/cases";
import { CaseView } from "./cases/case";
import { sentenceOf } from "./frame/acting";
import { Heading } from "./frame/heading";
import { Masthead } from "./frame/masthead";
import { place } from "./frame/routes";
import { greet, me } from "./frame/session";
import { AdminView } from "./people/admin";

export function App() {
  const refusal = useSignal<string | null>(null);
  const ask = () => greet().then(() => (refusal.value = null), (reason: unknown) => (refusal.value = sentenceOf(reason)));
  useEffect(() => void ask(), []);
  return (
    <>
      <a class="skip" href="#main">{t("desk.skip")}</a>
      <Masthead />
      {me.value === undefined ? <Waiting refusal={refusal.value} again={ask} /> : <View />}
      <Said />
    </>
  );
}

function View() {
  const at = place.value;
  if (!me.value || at.view === "sign-in") return <SignInView />;
  switch (at.view) {
    case "cases":
      return <CasesView />;
    case "account":
      return <AccountView />;
    case "admin":
      return me.value.is_admin ? <AdminView /> : <Nowhere />;
    case "case":
    case "hearing":
      return <CaseView key={at.case} at={at} />;
    case "nowhere":
      return <Nowhere />;
  }
}

function Nowhere() {
  return (
    <main class="main" id="main">
      <Heading title={t("desk.nowhere")} />
      <p>{t("desk.nowhere.what")} <a href="/">{t("desk.nowhere.cases")}</a></p>
    </main>
  );
}

interface WaitingProps {
  readonly refusal: string | null;
  readonly again: () => Promise<unknown>;
}

function Waiting({ refusal, again }: WaitingProps) {
  return (
    <main class="main" id="main">
      {refusal === null ? (
        <p class="loading" role="status">{t("desk.loading")}</p>
      ) : (
        <Notice look="bad">
          <p>{refusal}</p>
          <p><Button look="second" onClick={() => void again()}>{t("desk.again")}</Button></p>
        </Notice>
      )}
    </main>
  );
}
