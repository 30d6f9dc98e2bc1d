/** The bundle as this person may see it, section by section, with what is on its way in. */
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../../../api/client";
import type { Bundle, CaseHome } from "../../../api/shapes";
import { TextField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { plural, t } from "../../../state/language";
import { Loaded, useLoaded, type Loading } from "../frame/loading";
import { adopt, items, settle, underWay } from "../upload/queue";
import { Contents } from "./contents";
import { SectionPanel } from "./section";

const LIVELY = 1000;
const WORTH_FILTERING = 12;

/** The bundle, asked again each second while anything is being prepared or has just been filed, and when the page is looked at again. */
export function useBundle(caseId: string): Loading<Bundle> {
  const bundle = useLoaded(caseId, () => api.get<Bundle>(`/cases/${caseId}/bundle`));
  const lively = useSignal(false);
  lively.value = bundle.value?.busy === true || items.value.some((item) => item.case === caseId && item.stage === "filed");
  useSignalEffect(() => {
    if (!lively.value) return undefined;
    const beat = setInterval(() => void bundle.again(), LIVELY);
    return () => clearInterval(beat);
  });
  useEffect(() => {
    const look = () => { if (!document.hidden) void bundle.again(); };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [bundle.again]);
  return bundle;
}

export function BundleView({ home }: { readonly home: CaseHome }) {
  const bundle = useBundle(home.id);
  useEffect(() => void adopt(home.id), [home.id]);
  useEffect(() => {
    if (bundle.value) settle(new Set(bundle.value.sections.flatMap((section) => section.documents.map((row) => row.id))));
  }, [bundle.value]);
  return <Loaded of={bundle}>{(value) => <Sections home={home} bundle={value} again={bundle.again} />}</Loaded>;
}

interface Props {
  readonly home: CaseHome;
  readonly bundle: Bundle;
  readonly again: () => Promise<void>;
}

function Sections({ home, bundle, again }: Props) {
  const wanted = useSignal("");
  const rows = bundle.sections.flatMap((section) => section.documents);
  const documents = rows.length;
  const standing = rows.filter((row) => row.state !== "refused" && row.state !== "withdrawn").length;
  const files = home.acts.includes("file") && bundle.sections.some((section) => section.may_file);
  return (
    <>
      <div class="stack">
        {standing > 0 && <p>{plural(standing, "desk.documents_one", "desk.documents")}, {plural(bundle.pages, "desk.pages_one", "desk.pages")}</p>}
        {documents === 0 && files && <Notice><p>{t("desk.bundle.empty")}</p></Notice>}
        {documents === 0 && !files && <Notice><p>{t("desk.bundle.empty_reader")}</p></Notice>}
        {documents >= WORTH_FILTERING && (
          <TextField label={t("desk.bundle.find")} type="search" value={wanted.value} onText={(text) => (wanted.value = text)} />
        )}
        <OnTheWay caseId={home.id} />
      </div>
      <div class="bundle">
        <Contents sections={bundle.sections} />
        <div class="stack">
          {bundle.sections.map((section) => (
            <SectionPanel key={section.id} home={home} bundle={bundle} section={section} wanted={wanted.value} again={again} />
          ))}
        </div>
      </div>
    </>
  );
}

/** One line for the whole of what is being sent, so that a person far down the page still knows. */
function OnTheWay({ caseId }: { readonly caseId: string }) {
  const coming = underWay.value.filter((item) => item.case === caseId);
  const left = items.value.filter((item) => item.case === caseId && item.stage === "missing").length;
  const held = coming.some((item) => item.stage === "held");
  return (
    <>
      {held && <Notice look="warn"><p>{t("desk.upload.line_down")}</p></Notice>}
      {left > 0 && <Notice look="warn"><p>{plural(left, "desk.upload.left_one", "desk.upload.left")}</p></Notice>}
      {coming.length > 0 && <p class="quiet">{plural(coming.length, "desk.upload.coming_one", "desk.upload.coming")}</p>}
    </>
  );
}
