/** Who is signed in. Undefined until the server has said. */
import { signal } from "@preact/signals";
import { api, Refusal } from "../../../api/client";
import type { Me, SignIn } from "../../../api/shapes";
import { change, language, remember, remembered, speak, type Language } from "../../../state/language";

export const me = signal<Me | null | undefined>(undefined);

let chosen: Language | null = null; // on this page, by the person who is at it

/** Asks who is signed in, and speaks their language; before sign-in, the one last chosen in this browser. */
export async function greet(): Promise<void> {
  const known = await api.get<Me>("/session").catch(nobody);
  await talkTo(known);
  me.value = known;
}

function nobody(reason: unknown): null {
  if (reason instanceof Refusal && reason.status === 401) return null;
  throw reason;
}

/** Speaks the person's own language, and keeps it for the reader, which is a page of its own. */
async function talkTo(known: Me | null): Promise<void> {
  if (known) remember(known.language === "cy" ? "cy" : "en");
  await speak(remembered() ?? language());
}

/** Signs in. A language chosen on the way in stays chosen; otherwise the person's own is spoken. */
export async function signIn(given: SignIn): Promise<void> {
  const known = await api.post<Me>("/session", given, { headers: { "Accept-Language": language() } });
  me.value = known;
  if (chosen === null) await talkTo(known);
  else await choose(chosen);
}

/** Leaves by loading a fresh page, so that nothing read stays in this one's memory. */
export async function signOut(): Promise<void> {
  await api.delete("/session").catch(() => undefined);
  location.assign("/sign-in");
}

/** Changes language, and keeps the choice: with this browser, and with the person once they are known. */
export async function choose(spoken: Language): Promise<void> {
  chosen = spoken;
  if (me.value) {
    me.value = { ...me.value, language: spoken };
    return change(spoken);
  }
  remember(spoken);
  await speak(spoken);
}
