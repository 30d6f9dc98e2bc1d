/** Who is signed in. Undefined until the server has said. */
import { signal } from "@preact/signals";
import { api, Refusal } from "../../../api/client";
import type { Me, SignIn } from "../../../api/shapes";
import { language, speak, type Language } from "../../../state/language";

export const me = signal<Me | null | undefined>(undefined);

const CHOSEN = "sheaf.language";

/** Asks who is signed in, and speaks their language; before sign-in, the one last chosen in this browser. */
export async function greet(): Promise<void> {
  const known = await api.get<Me>("/session").catch(nobody);
  await speak(spokenTo(known));
  me.value = known;
}

function nobody(reason: unknown): null {
  if (reason instanceof Refusal && reason.status === 401) return null;
  throw reason;
}

function spokenTo(known: Me | null): Language {
  const wanted = known?.language ?? localStorage.getItem(CHOSEN) ?? language();
  return wanted === "cy" ? "cy" : "en";
}

export async function signIn(given: SignIn): Promise<void> {
  const known = await api.post<Me>("/session", given);
  await speak(spokenTo(known));
  me.value = known;
}

/** Leaves by loading a fresh page, so that nothing read stays in this one's memory. */
export async function signOut(): Promise<void> {
  await api.delete("/session").catch(() => undefined);
  location.assign("/sign-in");
}

/** Changes language at once, and keeps the choice: with the person, or with this browser. */
export async function choose(spoken: Language): Promise<void> {
  localStorage.setItem(CHOSEN, spoken);
  await speak(spoken);
  if (!me.value) return;
  me.value = { ...me.value, language: spoken };
  await api.patch<Me>("/me", { language: spoken }).catch(() => undefined);
}
