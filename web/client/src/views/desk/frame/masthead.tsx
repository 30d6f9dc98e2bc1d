/** What stands above every view: the name, the ways out, and the other language. */
import { Button } from "../../../design/components/button";
import { Icon } from "../../../design/components/icon";
import { language, t } from "../../../state/language";
import { place } from "./routes";
import { choose, me, signOut } from "./session";

export function Masthead() {
  return (
    <header class="masthead">
      <div class="masthead__row">
        <a class="masthead__name" href="/"><Icon name="sheaf" />Sheaf</a>
        {me.value && <Ways />}
        <LanguageSwitch />
      </div>
    </header>
  );
}

function Ways() {
  const current = (view: string) => (place.value.view === view ? { "aria-current": "page" as const } : {});
  return (
    <nav class="masthead__nav" aria-label={t("desk.ways")}>
      <a href="/" {...current("cases")}>{t("desk.cases")}</a>
      {me.value?.is_admin && <a href="/people" {...current("admin")}>{t("desk.admin")}</a>}
      <a href="/me" {...current("account")}>{me.value?.name}</a>
      <Button look="quiet" onClick={() => void signOut()}>{t("desk.sign_out")}</Button>
    </nav>
  );
}

/** Names the other language in that language, so that whoever needs it can read it. */
function LanguageSwitch() {
  const other = t("desk.language.other");
  const code = t("desk.language.other_code") === "cy" ? "cy" : "en";
  return <Button look="quiet" lang={code} data-spoken={language()} onClick={() => void choose(code)}>{other}</Button>;
}
