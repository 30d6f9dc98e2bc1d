/** Where the court is, when one is elsewhere; and whether the court can be heard at all. */
import { court, courtLabel, following, lost } from "../../state/hearing";
import { currentId } from "../../state/bundle";
import { t } from "../../state/language";
import { perform } from "./commands";
import { named } from "./press";

export function CourtBanner() {
  if (lost.value) return <p class="banner banner--lost" role="status">{t("court.lost")}</p>;
  const { on, away } = following.value;
  const label = courtLabel.value;
  const there = currentId.value === following.value.shown?.page;
  if (!court.value || label === null || (on && !away) || (!on && there)) return null;
  return (
    <div class="banner" role="status">
      <span>{t("court.is_at", { label })}</span>
      <button type="button" class="button button--second banner__act" onClick={() => perform("rejoin")}>
        {named(away ? t("court.rejoin") : t("court.go_there"), "rejoin")}
      </button>
    </div>
  );
}
