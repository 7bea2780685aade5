import htmx from "htmx.org";
import { startComponents } from "./components.js";
import { announceAfterSwap } from "./announce.js";
import { typePapers } from "./paper.js";
import { openForPrinting } from "./printing.js";
import { showBusy } from "./busy.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
startComponents(document);
htmx.onLoad((element) => startComponents(element));
announceAfterSwap();
openForPrinting();
showBusy();
typePapers();
