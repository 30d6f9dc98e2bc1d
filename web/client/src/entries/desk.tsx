/** The desk: signing in, cases, and what is filed in them. */
import { speak } from "../state/language";

void speak();
