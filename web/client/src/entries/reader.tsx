/** The reader: a bundle open at a page. */
import { render } from "preact";
import { speak, t } from "../state/language";

const root = document.getElementById("app");
if (root) void speak().then(() => render(<p>{t("reader.loading")}</p>, root));
