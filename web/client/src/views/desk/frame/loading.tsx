/** What a view needs from the server: waiting, refused, or there. What was there stays while it is asked again. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useCallback, useEffect } from "preact/hooks";
import { Refusal } from "../../../api/client";
import { Button } from "../../../design/components/button";
import { Notice } from "../../../design/components/notice";
import { language, t } from "../../../state/language";
import { sentenceOf } from "./acting";

export interface Loading<Value> {
  readonly value: Value | undefined;
  readonly refusal: string | undefined;
  /** There is no such thing, or not for this person. */
  readonly absent: boolean;
  readonly again: () => Promise<void>;
}

interface Held<Value> {
  readonly key: string;
  readonly value?: Value;
  readonly refusal?: string;
  readonly absent?: boolean;
}

/** Loads by `key`: another key is another thing, and what stood is forgotten. In another language the server says it anew. */
export function useLoaded<Value>(key: string, load: () => Promise<Value>): Loading<Value> {
  const held = useSignal<Held<Value>>({ key });
  const now = held.value.key === key ? held.value : { key };
  const again = useCallback(async () => {
    const before = held.peek().key === key ? held.peek() : { key };
    const next = await load().then((value) => ({ key, value }), (reason: unknown) => refused(before, reason));
    held.value = next;
  }, [key]);
  useEffect(() => void again(), [again, language()]);
  return { value: now.value, refusal: now.refusal, absent: now.absent ?? false, again };
}

function refused<Value>(before: Held<Value>, reason: unknown): Held<Value> {
  return { ...before, refusal: sentenceOf(reason), absent: reason instanceof Refusal && reason.status === 404 };
}

interface Props<Value> {
  readonly of: Loading<Value>;
  readonly children: (value: Value) => ComponentChildren;
}

export function Loaded<Value>({ of, children }: Props<Value>) {
  if (of.value !== undefined) return <>{of.refusal && <Refused of={of} />}{children(of.value)}</>;
  if (of.refusal) return <Refused of={of} />;
  return <p class="loading" role="status">{t("desk.loading")}</p>;
}

function Refused<Value>({ of }: { readonly of: Loading<Value> }) {
  return (
    <Notice look="bad">
      <p>{of.refusal}</p>
      {!of.absent && <p><Button look="second" onClick={() => void of.again()}>{t("desk.again")}</Button></p>}
    </Notice>
  );
}
