/** Makes a browser into a screen: full screen at the first touch or key, awake, and without a menu. */
export function beKiosk(): void {
  document.addEventListener("contextmenu", (event) => event.preventDefault());
  document.addEventListener("click", fill);
  document.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === "f") fill(); });
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
}

function fill(): void {
  if (!document.fullscreenElement) void document.documentElement.requestFullscreen?.().catch(() => undefined);
}

/** A screen that sleeps shows nothing. Where a browser cannot be kept awake, the machine's own settings must. */
function stayAwake(): void {
  if (document.visibilityState === "visible") void navigator.wakeLock?.request("screen").catch(() => undefined);
}
