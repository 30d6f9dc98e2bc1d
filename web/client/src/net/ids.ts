/** Ids made by the browser, so that a repeated request does one thing. */

/** 32 hex digits. Not `randomUUID`, which a page served without TLS does not have. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
