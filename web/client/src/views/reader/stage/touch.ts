/** Fingers and wheels on the stage: pinch and Ctrl+wheel zoom about the point meant, a swipe turns a page shown by itself. */
import type { Zoom } from "../../../core/layout";
import type { Stage } from "./stage";

export interface TouchEvents {
  readonly moved: () => void;
  readonly zoomed: (zoom: Zoom, x: number, y: number) => void;
  readonly percent: () => number;
  readonly turned: (by: 1 | -1) => void;
  readonly single: () => boolean;
}

const SWIPE = 60; // pixels
const QUICK = 600; // milliseconds
const WHEEL_REST = 180; // milliseconds between page turns by wheel
const LEAST = 10;
const MOST = 1000;

const middle = (touches: TouchList, axis: "clientX" | "clientY"): number => (touches[0]![axis] + touches[1]![axis]) / 2;
const apart = (touches: TouchList): number =>
  Math.hypot(touches[0]!.clientX - touches[1]!.clientX, touches[0]!.clientY - touches[1]!.clientY);
const percent = (value: number): Zoom => ({ kind: "percent", percent: Math.min(Math.max(value, LEAST), MOST) });

export function touching(stage: Stage, events: TouchEvents): void {
  const { scroller } = stage;
  let pinch: { apart: number; percent: number } | null = null;
  let swipe: { x: number; y: number; at: number } | null = null;

  scroller.addEventListener("touchstart", (event) => {
    const { touches } = event;
    pinch = touches.length === 2 ? { apart: apart(touches), percent: events.percent() } : null;
    const one = touches.length === 1 && events.single() && !stage.overflowing ? touches[0]! : null;
    swipe = one && { x: one.clientX, y: one.clientY, at: event.timeStamp };
  }, { passive: true });

  scroller.addEventListener("touchmove", (event) => {
    events.moved();
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const { touches } = event;
    events.zoomed(percent((pinch.percent * apart(touches)) / pinch.apart), middle(touches, "clientX"), middle(touches, "clientY"));
  }, { passive: false });

  scroller.addEventListener("touchend", (event) => {
    const last = event.changedTouches[0];
    if (swipe && last && event.timeStamp - swipe.at < QUICK && getSelection()?.isCollapsed !== false) {
      const [across, down] = [last.clientX - swipe.x, last.clientY - swipe.y];
      if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) events.turned(across < 0 ? 1 : -1);
    }
    swipe = null;
    if (event.touches.length < 2) pinch = null;
  });

  wheeling(stage, events);
}

function wheeling(stage: Stage, events: TouchEvents): void {
  const { scroller } = stage;
  let turnedAt = 0;
  scroller.addEventListener("wheel", (event) => {
    if (event.ctrlKey) {
      event.preventDefault();
      events.zoomed(percent(events.percent() * Math.exp(-event.deltaY / 300)), event.clientX, event.clientY);
      return;
    }
    events.moved();
    const end = event.deltaY > 0 ? scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < 2 : scroller.scrollTop < 2;
    if (!events.single() || !end || Math.abs(event.deltaY) < 8 || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    if (event.timeStamp - turnedAt > WHEEL_REST) events.turned(event.deltaY > 0 ? 1 : -1);
    turnedAt = event.timeStamp;
  }, { passive: false });
}
