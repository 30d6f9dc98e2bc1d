/** A screen in a courtroom: shows what is presented and nothing else. Holds no other code of the client. */
import { beKiosk } from "../views/screen/kiosk";
import { CourtScreen, sayNoTicket } from "../views/screen/screen";
import "../views/screen/screen.css";
import { takeTicket } from "../views/screen/ticket";
import { speak } from "../views/screen/words";

const root = document.getElementById("app");
const brought = takeTicket();
speak(brought?.language ?? null);
document.title = "Sheaf";
beKiosk();
if (root && brought) new CourtScreen(root, brought);
else if (root) sayNoTicket(root);
