/** Doing something that the server may refuse: busy while it lasts, and the sentence when it was refused. */
import { useSignal, type Signal } from "@preact/signals";
import { Refusal } from "../../../api/client";
import { t } from "../../../state/language";
import { me } from "./session";

export interface Acting {
  readonly busy: Signal<boolean>;
  readonly refusal: Signal<string | null>;
  /** Runs one act at a time; whether it went through. */
  readonly act: (run: () => Promise<void>) => Promise<boolean>;
}

export function useActing(): Acting {
  const busy = useSignal(false);
  const refusal = useSignal<string | null>(null);
  const act = async (run: () => Promise<void>): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    refusal.value = null;
    try {
      await run();
      return true;
    } catch (reason) {
      refusal.value = sentenceOf(reason);
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, refusal, act };
}

/** The sentence for what went wrong. An ended session brings back the sign-in page, at the same address. */
export function sentenceOf(reason: unknown): string {
  if (!(reason instanceof Refusal)) {
    console.error(reason);
    return t("desk.error.broken");
  }
  if (reason.status === 401 && me.value) me.value = null;
  if (reason.status === 0) return t("desk.error.unreachable");
  return reason.problem?.detail ?? t("desk.error.status", { status: reason.status });
}
