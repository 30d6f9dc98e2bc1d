/** A clock that a browser does not slow down when the page is hidden. Told a number of milliseconds, ticks for ever. */
addEventListener("message", (event: MessageEvent<number>) => {
  setInterval(() => postMessage(0), event.data);
});
