/** The publications of a bundle, and the edition of each that this reader gets. */
import { useSignal, useSignalEffect } from "@preact/signals";
import { api } from "../../../api/client";
import type { CaseHome, Edition, Publication } from "../../../api/shapes";
import { Button, buttonClass } from "../../../design/components/button";
import { Notice } from "../../../design/components/notice";
import { Progress } from "../../../design/components/progress";
import { say } from "../../../design/components/said";
import { plural, t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Loaded, useLoaded } from "../frame/loading";
import { moment, number, size } from "../frame/words";
import { PublishPanel } from "./publish";

const LIVELY = 1000;

export function PublicationsView({ home }: { readonly home: CaseHome }) {
  const publications = useLoaded(home.id, () => api.get<readonly Publication[]>(`/cases/${home.id}/publications`));
  return (
    <>
      {home.acts.includes("publish") && <PublishPanel home={home} again={publications.again} />}
      <Loaded of={publications}>
        {(list) =>
          list.length ? (
            <ul role="list" class="stack">{newestFirst(list).map((each) => <PublicationCard key={each.id} of={each} />)}</ul>
          ) : (
            <p class="empty">{t("desk.publications.none")}</p>
          )}
      </Loaded>
    </>
  );
}

const newestFirst = (list: readonly Publication[]): readonly Publication[] => list.toSorted((a, b) => b.number - a.number);

function PublicationCard({ of }: { readonly of: Publication }) {
  const title = t("desk.publications.number", { number: of.number });
  return (
    <li class="panel">
      <div>
        <h2>{title}</h2>
        <p class="quiet">{t("desk.publications.by", { name: of.published_by, at: moment(of.published_at) })}</p>
        {of.note && <p class="said-note">{of.note}</p>}
      </div>
      <EditionPanel publication={of} title={title} />
    </li>
  );
}

/** `1,204 of 1,204 pages you may see`. */
export function countSentence(edition: Edition, publication: Publication): string {
  return t("desk.edition.count", { pages: number(edition.pages), of: number(publication.pages) });
}

function EditionPanel({ publication, title }: { readonly publication: Publication; readonly title: string }) {
  const asked = useSignal<Edition | null>(null);
  const edition = asked.value ?? publication.edition;
  const { busy, refusal, act } = useActing();
  const address = `/publications/${publication.id}/edition`;
  const look = async () => {
    asked.value = await api.get<Edition>(address).catch(() => edition);
    if (asked.value.state === "ready") say(t("desk.edition.ready_said", { title }));
  };
  useSignalEffect(() => {
    if ((asked.value ?? publication.edition).state !== "building") return undefined;
    const beat = setTimeout(() => void look(), LIVELY);
    return () => clearTimeout(beat);
  });
  const ask = () => act(async () => { asked.value = await api.post<Edition>(address); });
  return (
    <div class="stack">
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      {edition.state === "ready" && <Ready {...{ edition, publication, title }} />}
      {edition.state === "building" && <Building {...{ publication, title }} />}
      {edition.state === "failed" && <Notice look="bad"><p>{edition.reason ?? t("desk.edition.failed")}</p></Notice>}
      {(edition.state === "absent" || edition.state === "failed") && (
        <div class="row">
          <Button look="second" busy={busy.value} aria-label={t("desk.edition.ask_named", { title })} onClick={() => void ask()}>
            {t("desk.edition.ask")}
          </Button>
          <span class="quiet">{plural(publication.pages, "desk.edition.would_one", "desk.edition.would")}</span>
        </div>
      )}
    </div>
  );
}

function Building({ publication, title }: { readonly publication: Publication; readonly title: string }) {
  return (
    <div class="stack" role="status">
      <p>{plural(publication.pages, "desk.edition.building_one", "desk.edition.building")}</p>
      <Progress label={t("desk.edition.building_label", { title })} of={1} />
    </div>
  );
}

interface ReadyProps {
  readonly edition: Edition;
  readonly publication: Publication;
  readonly title: string;
}

function Ready({ edition, publication, title }: ReadyProps) {
  return (
    <>
      <div class="row">
        <a class={buttonClass()} href={`/api/publications/${publication.id}/edition.pdf`} download
          aria-label={t("desk.edition.download_named", { title })}>
          {t("desk.edition.download")}
        </a>
        <span>{countSentence(edition, publication)}{edition.size === null ? "" : ` · ${size(edition.size)}`}</span>
      </div>
      {edition.sha256 && <p class="quiet small">SHA-256 <code class="hash">{edition.sha256}</code></p>}
    </>
  );
}
