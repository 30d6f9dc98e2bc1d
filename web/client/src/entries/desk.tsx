/** The desk: signing in, cases, and what is filed in them. */
import { render } from "preact";
import "../design/index.css";
import { speak } from "../state/language";
import { App } from "../views/desk/app";
import "../views/desk/bundle/bundle.css";
import { guardPage } from "../views/desk/bundle/dragging";
import "../views/desk/desk.css";
import { listen } from "../views/desk/frame/routes";

const root = document.getElementById("app");
if (root) {
  listen();
  guardPage();
  void speak().then(() => render(<App />, root));
}
