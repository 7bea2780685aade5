/** A form that takes longer than a second says what is being done. */
export function showBusy() {
  document.addEventListener("submit", (event) => {
    const note = event.target.querySelector("[data-busy]");
    if (!note) return;
    note.hidden = false;
    event.target.setAttribute("aria-busy", "true");
  });
  // Coming back with the back button shows the page as it was left: no longer busy.
  window.addEventListener("pageshow", () => {
    for (const note of document.querySelectorAll("[data-busy]")) {
      note.hidden = true;
      note.closest("form")?.removeAttribute("aria-busy");
    }
  });
}
